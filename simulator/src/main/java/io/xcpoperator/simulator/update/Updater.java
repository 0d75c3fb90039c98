package io.xcpoperator.simulator.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Tasks;
import io.xcpoperator.simulator.host.HostScript;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code updater.py}: which updates a host misses, and their installation (facts: updater.py). */
final class Updater implements HostScript {
    static final String NAME = "updater.py";

    /** So long an installation waits for whoever has the lock. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<String> INSTALLING = Set.of("update", "install");
    private static final String NONE = "_none_";

    private final Packages packages;
    private final Yum yum;

    Updater(Packages packages, Tasks tasks) {
        this.packages = packages;
        this.yum = new Yum(packages, tasks);
    }

    @Override
    public String call(Call call, Row host, String function, Map<String, String> arguments) {
        return switch (function) {
            case "check_update" -> locked(call, host, function, () -> checkUpdate(host, arguments));
            case "update" -> locked(call, host, function, () -> run(call, host, function, arguments));
            case "install" -> {
                if (arguments.getOrDefault("packages", "").isBlank()) {
                    throw UpdaterFailure.of("Missing or empty argument `packages`");
                }
                yield locked(call, host, function, () -> run(call, host, function, arguments));
            }
            case "query_installed" -> queryInstalled(host, arguments);
            case "get_proxies" -> locked(call, host, function, () -> Replies.of(proxies(host)));
            case "set_proxies" -> locked(call, host, function, () -> setProxies(host, arguments));
            default -> throw new XapiFailure("UNKNOWN_XENAPI_PLUGIN_FUNCTION", function);
        };
    }

    /** Only installations wait for the lock, and none for another one of its kind. */
    private String locked(Call call, Row host, String function, Supplier<String> work) {
        HostPackages state = packages.of(host);
        if (state.operation().filter(function::equals).isPresent() && function.equals("update")) {
            throw UpdaterFailure.of("Update already in progress");
        }
        boolean free = INSTALLING.contains(function)
                ? call.world().await(PATIENCE, () -> state.operation().isEmpty())
                : state.operation().isEmpty();
        if (!free) {
            throw UpdaterFailure.busy(state.operation().orElse("<UNKNOWN>"));
        }
        state.lock(function);
        try {
            return work.get();
        } finally {
            state.unlock();
            call.world().wake();
        }
    }

    private List<String> repositories(Map<String, String> arguments) {
        var all = new ArrayList<>(Packages.USUAL);
        for (String id : arguments.getOrDefault("repos", "").split(",", -1)) {
            if (!id.isBlank()) {
                if (!packages.knows(id.strip())) {
                    throw UpdaterFailure.of(
                            "Error getting repository data for " + id.strip() + ", repository not found");
                }
                all.add(id.strip());
            }
        }
        return List.copyOf(all);
    }

    private String checkUpdate(Row host, Map<String, String> arguments) {
        packages.of(host).unreachable().ifPresent(failure -> {
            throw failure;
        });
        return Replies.of(Replies.packages(packages.missing(host, repositories(arguments))));
    }

    private String run(Call call, Row host, String verb, Map<String, String> arguments) {
        return Replies.of(yum.run(call, host, verb, arguments.getOrDefault("packages", ""), repositories(arguments)));
    }

    private String queryInstalled(Row host, Map<String, String> arguments) {
        var answer = new LinkedHashMap<String, String>();
        for (String name : arguments.getOrDefault("packages", "").split("[, ]+", -1)) {
            if (!name.isEmpty()) {
                RpmPackage installed = packages.of(host).installed().get(name);
                answer.put(name, installed == null ? "" : installed.nevra());
            }
        }
        return Replies.of(answer);
    }

    private Map<String, String> proxies(Row host) {
        var all = new TreeMap<String, String>();
        Packages.USUAL.forEach(id -> all.put(id, NONE));
        all.putAll(packages.of(host).proxies());
        return all;
    }

    private String setProxies(Row host, Map<String, String> arguments) {
        try {
            Map<String, String> wanted = Replies.read(arguments.getOrDefault("proxies", ""));
            for (String section : wanted.keySet()) {
                if (!proxies(host).containsKey(section)) {
                    throw UpdaterFailure.of("Can't find section '" + section + "' in config file");
                }
            }
            packages.of(host).proxies().putAll(wanted);
            return "";
        } catch (JsonProcessingException _) {
            throw UpdaterFailure.of("No JSON object could be decoded");
        }
    }
}
