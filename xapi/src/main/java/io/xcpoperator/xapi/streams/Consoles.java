package io.xcpoperator.xapi.streams;

import io.xcpoperator.xapi.records.ConsoleRecord;

/** Opens the consoles of running VMs ({@code CONNECT /console}). */
public interface Consoles {
    /**
     * Connects to the host that the record names, with the pool's session; only where that is a member.
     *
     * @throws io.xcpoperator.xapi.errors.PoolException when there was no answer, or none that may be asked for
     */
    Opening open(ConsoleRecord console);

    /** What a host answers. */
    sealed interface Opening {
        /** Theirs to close. */
        record Open(ConsoleStream stream) implements Opening {}

        /**
         * It does not give the console.
         *
         * @param status of HTTP; 503 where as many consoles are open as the pool allows
         */
        record Refused(int status) implements Opening {}
    }
}
