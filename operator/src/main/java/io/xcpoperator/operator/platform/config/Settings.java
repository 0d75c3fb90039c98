package io.xcpoperator.operator.platform.config;

import io.xcpoperator.operator.platform.egress.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads settings: an argument wins over the environment, the environment over the default. */
final class Settings {
    private static final Pattern DURATION =
            Pattern.compile("(?=.)(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,6})s)?(?:(\\d{1,9})ms)?");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([KMGT])i");

    private final Map<Setting, String> arguments;
    private final Map<String, String> environment;

    Settings(Map<Setting, String> arguments, Map<String, String> environment) {
        this.arguments = Map.copyOf(arguments);
        this.environment = environment;
    }

    String text(Setting setting) {
        String argument = arguments.get(setting);
        return argument != null ? argument : environment.getOrDefault(setting.variable(), setting.defaultText());
    }

    String matching(Setting setting, String pattern, String expected) {
        return require(setting, text(setting).matches(pattern), text(setting), expected);
    }

    boolean flag(Setting setting) {
        String text = text(setting);
        return require(setting, text.equals("true") || text.equals("false"), text, "true or false")
                .equals("true");
    }

    int integer(Setting setting, int least, int most) {
        String expected = "a whole number from %d to %d".formatted(least, most);
        int value = Integer.parseInt(matching(setting, "\\d{1,9}", expected));
        return require(setting, value >= least && value <= most, value, expected);
    }

    Duration duration(Setting setting, Duration least) {
        String expected = "a duration such as 10m or 1h30m, at least " + least.toMillis() + "ms";
        Matcher m = DURATION.matcher(text(setting));
        if (!m.matches()) {
            throw new ConfigException(setting, expected);
        }
        Duration value = Duration.ofHours(number(m.group(1)))
                .plusMinutes(number(m.group(2)))
                .plusSeconds(number(m.group(3)))
                .plusMillis(number(m.group(4)));
        return require(setting, value.compareTo(least) >= 0, value, expected);
    }

    /** Bytes, at least a mebibyte. */
    long size(Setting setting) {
        String expected = "a size such as 20Gi, at least 1Mi";
        Matcher m = SIZE.matcher(text(setting));
        if (!m.matches()) {
            throw new ConfigException(setting, expected);
        }
        long unit = 1L << (10 * (1 + "KMGT".indexOf(m.group(2))));
        return require(setting, number(m.group(1)) * unit >= 1 << 20, number(m.group(1)) * unit, expected);
    }

    Set<String> names(Setting setting) {
        var names = words(setting).toList();
        boolean valid = names.stream().allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
        return Set.copyOf(require(setting, valid, names, "namespaces separated by commas"));
    }

    List<Cidr> ranges(Setting setting) {
        try {
            return words(setting).map(Cidr::parse).toList();
        } catch (IllegalArgumentException _) {
            throw new ConfigException(setting, "ranges such as 10.0.0.0/8, separated by commas");
        }
    }

    static <T> T require(Setting setting, boolean holds, T value, String expected) {
        if (!holds) {
            throw new ConfigException(setting, expected);
        }
        return value;
    }

    private Stream<String> words(Setting setting) {
        return Stream.of(text(setting).split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
