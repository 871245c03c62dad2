package top.vetra.gateway.web;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import top.vetra.gateway.webhook.Deliveries;
import top.vetra.gateway.webhook.DeliveryDesk;

/** {@code GET} and {@code POST /api/v1/jobs/{id}/webhook-deliveries}. */
@RestController
final class DeliveriesController {

  private static final String PATH = "/api/v1/jobs/{id}/webhook-deliveries";

  private final JobViews views;
  private final DeliveryDesk desk;

  DeliveriesController(JobViews views, DeliveryDesk desk) {
    this.views = views;
    this.desk = desk;
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Deliveries>> get(@PathVariable String id) {
    return views.find(id).flatMap(desk::of).map(past -> respond(HttpStatus.OK, past));
  }

  /** The new try is among the answer's once it has begun. */
  @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Deliveries>> post(@PathVariable String id) {
    return views
        .find(id)
        .delayUntil(desk::sendAgain)
        .flatMap(desk::of)
        .map(past -> respond(HttpStatus.ACCEPTED, past));
  }

  private static ResponseEntity<Deliveries> respond(HttpStatus status, Deliveries past) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(past);
  }
}
