package top.vetra.gateway.projection;

import top.vetra.model.event.JobEvent;

/**
 * An event as read from the log.
 *
 * @param event what happened
 * @param live whether what follows from it is still to be done; false while the log is read again
 */
record LogEntry(JobEvent event, boolean live) {}
