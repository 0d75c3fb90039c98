package io.xcpoperator.simulator.vm.copies;

/** What a VM is copied for. */
enum CopyKind {
    CLONE("clone"),
    COPY("copy"),
    SNAPSHOT("snapshot"),
    CHECKPOINT("checkpoint");

    private final String operation;

    CopyKind(String operation) {
        this.operation = operation;
    }

    /** Its name among the VM operations. */
    String operation() {
        return operation;
    }

    /** Whether the copy is a snapshot of its source, not a VM of its own. */
    boolean ofTheMoment() {
        return this == SNAPSHOT || this == CHECKPOINT;
    }

    /** The copy's power state. */
    String powerState(String source) {
        boolean asleep = source.equals("Suspended") && this != SNAPSHOT;
        boolean caught = source.equals("Running") && this == CHECKPOINT;
        return asleep || caught ? "Suspended" : "Halted";
    }
}
