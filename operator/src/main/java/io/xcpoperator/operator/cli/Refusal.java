package io.xcpoperator.operator.cli;

/** Why a command did not do what it was told: one line for the person, with the next step. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    private Refusal(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    /** It cannot be done as things are. */
    static Refusal failed(String line) {
        return new Refusal(Exit.FAILED, line);
    }

    /** It was asked for in a way that makes no sense. */
    static Refusal usage(String line) {
        return new Refusal(Exit.USAGE, line);
    }

    int exitCode() {
        return exitCode;
    }
}
