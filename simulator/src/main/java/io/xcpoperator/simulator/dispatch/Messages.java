package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.MessageSchema;
import io.xcpoperator.simulator.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which handler answers which message: a behaviour's, else the generated one, else {@code NOT_IMPLEMENTED}. */
public final class Messages {
    private final Map<String, MessageSchema> byWireName = new LinkedHashMap<>();
    private final Map<String, Handler> handlers = new HashMap<>();
    private final Set<String> internal = readInternal();
    private final GeneratedMessages generated;

    public Messages(Schema schema, GeneratedMessages generated) {
        this.generated = generated;
        for (ClassSchema type : schema.classes().values()) {
            for (MessageSchema message : type.messages().values()) {
                byWireName.put(message.fullName(), message);
                byWireName.put(message.fullName().replace('.', '_'), message);
            }
        }
    }

    /**
     * Gives a message its behaviour.
     *
     * @param name {@code VM.start}
     * @throws IllegalArgumentException when the data model has no such message, or it has a behaviour already
     */
    public void on(String name, Handler handler) {
        if (!byWireName.containsKey(name)) {
            throw new IllegalArgumentException("no message " + name);
        }
        if (handlers.putIfAbsent(name, handler) != null) {
            throw new IllegalArgumentException(name + " has a behaviour already");
        }
    }

    /** What the schema alone makes of a getter or setter; for behaviours that add a check before or an act after. */
    public Handler generated(String name) {
        MessageSchema message = byWireName.get(name);
        if (message == null) {
            throw new IllegalArgumentException("no message " + name);
        }
        return generated.shaped(message).orElseThrow();
    }

    /** Every message's full name, those between hosts too. */
    List<String> names() {
        var names = new ArrayList<String>();
        byWireName.forEach((wireName, message) -> {
            if (wireName.equals(message.fullName())) {
                names.add(wireName);
            }
        });
        names.addAll(internal);
        return List.copyOf(names);
    }

    /** Whether it is a message between the hosts of a pool. */
    boolean internal(String name) {
        return internal.contains(name);
    }

    private static Set<String> readInternal() {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Messages.class.getResourceAsStream("internal-messages.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<MessageSchema> find(String wireName) {
        return Optional.ofNullable(byWireName.get(wireName));
    }

    Optional<Handler> handler(MessageSchema message) {
        Handler own = handlers.get(message.fullName());
        return own != null ? Optional.of(own) : generated.find(message);
    }
}
