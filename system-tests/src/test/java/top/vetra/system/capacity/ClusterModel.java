package top.vetra.system.capacity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The pipeline as queues: jobs fetch chunk after chunk, a few ahead of what is encoded, and all
 * chunks wait in one line for the next free core.
 */
final class ClusterModel {

  private final Costs costs;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::time));
  private final Queue<Task> line = new ArrayDeque<>();
  private final List<Double> times = new ArrayList<>();
  private int freeCores;
  private double now;

  ClusterModel(Costs costs, int cores) {
    this.costs = costs;
    this.freeCores = cores;
  }

  private record Event(double time, Runnable happens) {}

  private record Task(Job job, double cpu) {}

  private static final class Job {
    final double arrival;
    final double seconds;
    final int chunks;
    int fetched;
    int encoded;
    boolean heldBack;

    Job(double arrival, double seconds, int chunks) {
      this.arrival = arrival;
      this.seconds = seconds;
      this.chunks = chunks;
    }
  }

  /** A Space of so many seconds is asked for. */
  void arrives(double time, double seconds) {
    Job job = new Job(time, seconds, costs.chunksOf(seconds));
    at(time + costs.perJob() / 2 + costs.fetchPerChunk(), () -> fetched(job));
  }

  /** Plays all of it; seconds from each order to its file, in the order in which they end. */
  List<Double> play() {
    for (Event next = events.poll(); next != null; next = events.poll()) {
      now = next.time();
      next.happens().run();
    }
    return times;
  }

  private void at(double time, Runnable happens) {
    events.add(new Event(time, happens));
  }

  private void fetched(Job job) {
    line.add(new Task(job, costs.cpuOf(job.seconds, job.fetched)));
    job.fetched++;
    fetchNext(job);
    encodeNext();
  }

  private void fetchNext(Job job) {
    job.heldBack = job.fetched - job.encoded > costs.ahead();
    if (!job.heldBack && job.fetched < job.chunks) {
      at(now + costs.fetchPerChunk(), () -> fetched(job));
    }
  }

  private void encodeNext() {
    while (freeCores > 0 && !line.isEmpty()) {
      Task task = line.remove();
      freeCores--;
      at(now + task.cpu(), () -> encoded(task.job()));
    }
  }

  private void encoded(Job job) {
    freeCores++;
    job.encoded++;
    if (job.encoded == job.chunks) {
      times.add(now + costs.perJob() / 2 - job.arrival);
    } else if (job.heldBack) {
      fetchNext(job);
    }
    encodeNext();
  }
}
