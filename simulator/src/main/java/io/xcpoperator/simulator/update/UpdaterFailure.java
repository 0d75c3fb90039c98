package io.xcpoperator.simulator.update;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.stream.Collectors;

/** How the plug-in fails: the code is an exit status or an errno, the parameters are message, details, traceback. */
final class UpdaterFailure {
    private UpdaterFailure() {}

    static XapiFailure of(String message) {
        return new XapiFailure("-1", message, "", traceback(message));
    }

    static XapiFailure busy(String operation) {
        return of("The updater plugin is busy (current operation: " + operation + ")");
    }

    /** yum ended with an exit status. */
    static XapiFailure yum(List<String> command, String standardOutput, String standardError) {
        String message = "Command '" + python(command) + "' failed with code: 1";
        return new XapiFailure(
                "1", message, "stdout: '" + standardOutput + "', stderr: '" + standardError + "'", traceback(message));
    }

    /** The operating system refused. */
    static XapiFailure errno(int number, String text, String file) {
        return new XapiFailure(Integer.toString(number), text, file, traceback(text));
    }

    private static String python(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    private static String traceback(String message) {
        return "Traceback (most recent call last):\n  File \"/etc/xapi.d/plugins/updater.py\"\nException: " + message
                + "\n";
    }
}
