package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An Event about a resource. Pure. */
record Happening(String at, String type, String reason, String note) {
    /** The latest first; of one resource, by its uid. */
    static List<Happening> of(Stream<Event> events, String uid) {
        return events.filter(event -> event.getInvolvedObject() != null
                        && uid.equals(event.getInvolvedObject().getUid()))
                .map(event -> new Happening(
                        time(event),
                        String.valueOf(event.getType()),
                        String.valueOf(event.getReason()),
                        String.valueOf(event.getMessage())))
                .sorted(Comparator.comparing(Happening::at).reversed().thenComparing(Happening::note))
                .toList();
    }

    private static String time(Event event) {
        return Stream.of(
                        Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()),
                        Optional.ofNullable(event.getLastTimestamp()),
                        Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
