package io.xcpoperator.formats;

import java.io.IOException;

/** The bytes are not what they say they are, or of a kind that is not read here. The message is for a person. */
public sealed class FormatException extends IOException permits TooLargeException {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
