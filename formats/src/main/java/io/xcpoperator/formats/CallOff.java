package io.xcpoperator.formats;

import java.io.IOException;

/** Asked between two pieces of work that together may take long. */
public interface CallOff {
    /** Nobody calls it off. */
    CallOff NEVER = () -> {};

    /** An exception once the work is of no more use. */
    void check() throws IOException;
}
