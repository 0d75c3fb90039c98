package io.xcpoperator.operator.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What is logged below a name while it is open. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final Optional<Level> before;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    };

    private LogLines(String name, Level level) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = Optional.ofNullable(logger.getLevel());
        logger.setLevel(level);
        appender.start();
        logger.addAppender(appender);
    }

    public static LogLines of(String name) {
        return new LogLines(name, Level.INFO);
    }

    /** Down to TRACE; nothing of it goes to the console. */
    public static LogLines finest(String name) {
        var lines = new LogLines(name, Level.TRACE);
        lines.logger.setAdditive(false);
        return lines;
    }

    public Stream<String> messages() {
        return events.stream().map(ILoggingEvent::getMessage);
    }

    /** With their keys, for the one who reads why a test failed. */
    public List<String> errors() {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(event -> event.getMessage() + " " + event.getKeyValuePairs())
                .toList();
    }

    /** All that a line can hold: thread, message, keys, and the exception with its causes. */
    public List<String> whole() {
        return events.stream()
                .map(event -> "%s %s %s %s %s %s"
                        .formatted(
                                event.getThreadName(),
                                event.getLoggerName(),
                                event.getFormattedMessage(),
                                event.getKeyValuePairs(),
                                event.getMDCPropertyMap(),
                                event.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before.orElse(null));
        logger.setAdditive(true);
    }
}
