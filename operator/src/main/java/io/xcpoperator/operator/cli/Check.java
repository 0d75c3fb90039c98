package io.xcpoperator.operator.cli;

/** What the doctor found out about one thing. */
record Check(Mark mark, String what) {
    /** How it is. */
    enum Mark {
        FINE("✓"),
        WRONG("✗"),
        CANNOT_TELL("?");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }
    }

    static Check fine(String what) {
        return new Check(Mark.FINE, what);
    }

    /** @param what with the next step */
    static Check wrong(String what) {
        return new Check(Mark.WRONG, what);
    }

    static Check cannotTell(String what) {
        return new Check(Mark.CANNOT_TELL, what);
    }

    @Override
    public String toString() {
        return mark.sign + " " + what;
    }
}
