package io.xcpoperator.operator.platform.leader;

/** Whether this process may act. Asked directly before every write to a pool (S8). */
public interface Leadership {
    /**
     * True while this process leads and its last renewal is younger than the deadline, by a clock that never jumps.
     * Others wait longer than the deadline before they take over, so at no moment can two processes both be told yes.
     */
    boolean mayWrite();

    /** True once it is known who leads, be it another. */
    boolean known();

    /** Where nothing else can write: always leads. */
    static Leadership alone() {
        return new Leadership() {
            @Override
            public boolean mayWrite() {
                return true;
            }

            @Override
            public boolean known() {
                return true;
            }
        };
    }
}
