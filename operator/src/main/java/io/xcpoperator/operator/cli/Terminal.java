package io.xcpoperator.operator.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command talks through.
 *
 * @param answers the next line a person types; empty when nobody is there
 * @param live whether a line may be written over
 */
record Terminal(PrintWriter out, PrintWriter err, Supplier<Optional<String>> answers, Clock clock, boolean live) {
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A question that only y or yes answers with yes. */
    boolean agrees(String question) {
        out.print(question + " [y/N] ");
        out.flush();
        Optional<String> answer = answers.get();
        if (answer.isEmpty()) {
            out.println();
            throw Refusal.usage("nobody is there to answer: add --yes to go on without the question");
        }
        return answer.get().strip().matches("(?i)y|yes");
    }
}
