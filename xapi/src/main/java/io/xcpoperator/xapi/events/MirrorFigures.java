package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.types.XapiClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Figures for metrics.
 *
 * @param lag from an answer's arrival to listeners told, for the last batch that held a change
 * @param lastEvent when the last batch that held a change arrived; the epoch if none did
 * @param lastReply when the stream last answered at all
 */
public record MirrorFigures(
        Map<XapiClass, Integer> sizes, Duration lag, Instant lastEvent, Instant lastReply, long resyncs) {}
