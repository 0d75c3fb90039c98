package io.xcpoperator.operator.cli;

/** How {@code kubectl xcp} ends. */
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int CHANGES = 3;

    private Exit() {}
}
