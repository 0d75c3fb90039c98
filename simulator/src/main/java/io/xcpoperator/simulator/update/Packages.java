package io.xcpoperator.simulator.update;

import io.xcpoperator.simulator.db.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the repositories offer and what each host has of it. Under the world's lock. */
final class Packages {
    /** Repositories the plug-in looks at without being told; those that hosts know besides are for {@code repos}. */
    static final List<String> USUAL = List.of("xcp-ng-base", "xcp-ng-updates");

    static final String UPDATES = "xcp-ng-updates";

    private final Map<String, Map<String, RpmPackage>> repositories = new LinkedHashMap<>();
    private final Map<String, HostPackages> hosts = new HashMap<>();
    private final Map<String, RpmPackage> start = new LinkedHashMap<>();

    Packages() {
        USUAL.forEach(id -> repositories.put(id, new LinkedHashMap<>()));
        BasePackages.all().forEach(each -> start.put(each.name(), each));
    }

    HostPackages of(Row host) {
        return hosts.computeIfAbsent(host.ref(), _ -> new HostPackages(start));
    }

    /** From now on a repository has the package; hosts that have another level of it miss it. */
    void publish(String repository, RpmPackage next) {
        repositories.computeIfAbsent(repository, _ -> new LinkedHashMap<>()).put(next.name(), next);
    }

    boolean knows(String repository) {
        return repositories.containsKey(repository);
    }

    /** The packages of these repositories that are not installed at their level, of those the host has at all. */
    List<RpmPackage> missing(Row host, List<String> from) {
        HostPackages state = of(host);
        return offered(from, next -> {
            RpmPackage now = state.installed().get(next.name());
            return now != null && !now.sameLevel(next);
        });
    }

    /** The packages of these repositories, the later repository wins. */
    List<RpmPackage> offered(List<String> from, Predicate<RpmPackage> wanted) {
        var found = new LinkedHashMap<String, RpmPackage>();
        from.forEach(id -> repositories.getOrDefault(id, Map.of()).values().stream()
                .filter(wanted)
                .forEach(next -> found.put(next.name(), next)));
        return new ArrayList<>(found.values());
    }
}
