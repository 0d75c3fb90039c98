package io.xcpoperator.simulator.dispatch;

/** The messages of one class, or of one side of it, that do more than the schema says. */
@FunctionalInterface
public interface Behaviour {
    void register(Messages messages);
}
