package io.xcpoperator.operator.platform.config;

/** A setting that cannot be used. The message names the key and what was expected. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(Setting setting, String expected) {
        super("setting %s (%s): expected %s".formatted(setting.key(), setting.variable(), expected));
    }
}
