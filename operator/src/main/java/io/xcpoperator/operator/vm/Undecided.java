package io.xcpoperator.operator.vm;

/** It cannot be told yet whether an earlier request took effect; nothing was sent. */
final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    Undecided(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
