package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.MessageSchema;
import io.xcpoperator.simulator.schema.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which handler answers which message: a behaviour's, else the generated one, else {@code NOT_IMPLEMENTED}. */
public final class Messages {
    private final Map<String, MessageSchema> byWireName = new LinkedHashMap<>();
    private final Map<String, Handler> handlers = new HashMap<>();
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

    /** What the schema alone makes of a generated message; for behaviours that add a check before or an act after. */
    public Handler generated(String name) {
        MessageSchema message = byWireName.get(name);
        if (message == null) {
            throw new IllegalArgumentException("no message " + name);
        }
        return generated.find(message).orElseThrow();
    }

    Optional<MessageSchema> find(String wireName) {
        return Optional.ofNullable(byWireName.get(wireName));
    }

    Optional<Handler> handler(MessageSchema message) {
        Handler own = handlers.get(message.fullName());
        return own != null ? Optional.of(own) : generated.find(message);
    }
}
