package io.xcpoperator.formats;

/** What comes out is more than may. */
public final class TooLargeException extends FormatException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
