package top.vetra.pipeline.queue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the queues are reached.
 *
 * @param bootstrapServers comma list of {@code host:port}
 * @param partitions of each topic that has to be created
 * @param replicationFactor of each topic that has to be created; -1 leaves it to the broker
 */
@ConfigurationProperties("vetra.kafka")
public record KafkaSettings(
    @DefaultValue("localhost:9092") String bootstrapServers,
    @DefaultValue("1") int partitions,
    @DefaultValue("-1") short replicationFactor) {}
