package io.xcpoperator.simulator.update;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Tasks;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One run of yum on a host: package after package. Nobody stops it, whoever asked for it may be long gone; the end of its
 * host does, and then the host does not boot any more.
 */
final class Yum {
    private final Packages packages;
    private final Tasks tasks;

    Yum(Packages packages, Tasks tasks) {
        this.packages = packages;
        this.tasks = tasks;
    }

    /**
     * Runs one command to its end.
     *
     * @param verb {@code update} or {@code install}
     * @param argument one name or glob; empty for everything
     * @return what yum prints
     */
    Map<String, Object> run(Call call, Row host, String verb, String argument, List<String> repositories) {
        var command = new ArrayList<>(
                List.of("yum", verb, "--disablerepo=*", "--enablerepo=" + String.join(",", repositories), "-y"));
        if (!argument.isEmpty()) {
            command.add(argument);
        }
        Row task = tasks.create(taskName(host, verb, argument), "", false);
        try {
            return Replies.run(command, install(call, host, verb, wanted(host, verb, argument, repositories), command));
        } finally {
            if (task.exists()) {
                call.database().destroy(task);
            }
        }
    }

    static String taskName(Row host, String verb, String argument) {
        String who = host.text("name_label") + " (" + host.uuid() + ")";
        String what = verb.equals("update") ? "Update" : "Install";
        return argument.isEmpty() ? what + " host " + who : what + " " + argument + " on host " + who;
    }

    private List<RpmPackage> wanted(Row host, String verb, String argument, List<String> repositories) {
        List<RpmPackage> all = verb.equals("install")
                ? packages.offered(repositories, _ -> true)
                : packages.missing(host, repositories);
        return argument.isEmpty()
                ? all
                : all.stream().filter(each -> matches(each.name(), argument)).toList();
    }

    /** The whole argument is one name or glob to yum, blanks and all. */
    private static boolean matches(String name, String glob) {
        String pattern = glob.chars()
                .mapToObj(Character::toString)
                .map(each -> each.equals("*") ? ".*" : each.equals("?") ? "." : Pattern.quote(each))
                .collect(Collectors.joining());
        return name.matches(pattern);
    }

    private String install(Call call, Row host, String verb, List<RpmPackage> wanted, List<String> command) {
        HostPackages state = packages.of(host);
        state.unreachable().ifPresent(failure -> {
            throw UpdaterFailure.yum(command, "", failure.parameters().getFirst() + "\n");
        });
        Optional<HostPackages.YumFailure> failure = state.takeFailure();
        if (wanted.isEmpty() && failure.isEmpty()) {
            if (verb.equals("install")) {
                throw UpdaterFailure.yum(command, "", "Error: Nothing to do\n");
            }
            return "Loaded plugins: fastestmirror\nNo packages marked for update\n";
        }
        int last = failure.map(HostPackages.YumFailure::after).orElse(wanted.size());
        Duration each = call.world().delays().update().dividedBy(Math.max(1, wanted.size()));
        var lines = new StringBuilder("Loaded plugins: fastestmirror\n");
        for (RpmPackage next : wanted.subList(0, Math.min(last, wanted.size()))) {
            call.world().pause(each);
            requirePower(call, host, state);
            state.install(next);
            lines.append("Updated:\n  ").append(next.nevra()).append('\n');
        }
        failure.ifPresent(reason -> {
            throw UpdaterFailure.yum(command, lines.toString(), reason.standardError());
        });
        return lines.append("Complete!\n").toString();
    }

    private static void requirePower(Call call, Row host, HostPackages state) {
        if (!HostState.answers(call.world(), host)) {
            state.broken(true);
            throw new XapiFailure("HOST_OFFLINE", host.ref());
        }
    }
}
