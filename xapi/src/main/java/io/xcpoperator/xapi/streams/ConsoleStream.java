package io.xcpoperator.xapi.streams;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The console of a VM, byte by byte both ways. Reading waits without a limit; closing ends it, from any thread. */
public interface ConsoleStream extends Closeable {
    InputStream in();

    OutputStream out() throws IOException;

    @Override
    void close();
}
