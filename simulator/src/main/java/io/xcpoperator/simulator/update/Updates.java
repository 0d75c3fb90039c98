package io.xcpoperator.simulator.update;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Tasks;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.host.HostScript;
import io.xcpoperator.simulator.host.HostStart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the repositories offer, what hosts have of it, and what goes wrong with it. Hosts go by name. May be used from any
 * thread.
 */
public final class Updates implements HostStart {
    private final World world;
    private final Tasks tasks;
    private final Packages packages = new Packages();
    private final Updater updater;
    private final HostScript oldUpdater;
    private final Map<String, Row> foreignTasks = new HashMap<>();
    private boolean old;
    private boolean staysBehind;

    public Updates(World world, Tasks tasks) {
        this.world = world;
        this.tasks = tasks;
        this.updater = new Updater(packages, tasks);
        this.oldUpdater = new OldUpdater(updater);
    }

    /** The name of the plug-in, and the plug-in. */
    public Map<String, HostScript> scripts() {
        return Map.of(
                Updater.NAME,
                (call, host, function, arguments) ->
                        (old ? oldUpdater : updater).call(call, host, function, arguments));
    }

    /** The repository of updates has another level of these packages now: hosts that have them installed miss it. */
    public void publish(RpmPackage... next) {
        publishIn(Packages.UPDATES, next);
    }

    /** The same in a repository that the plug-in looks at only when told. */
    public void publishIn(String repository, RpmPackage... next) {
        world.locked(() -> List.of(next).forEach(each -> packages.publish(repository, each)));
    }

    /**
     * What a month brings: a kernel, a hypervisor, a toolstack, storage drivers, guest tools.
     *
     * @param xapi its version, {@code 26.2.0}
     */
    public void publishMonth(String xapi) {
        publish(
                RpmPackage.of("kernel", "4.19.19", "8.0.44.1.xcpng8.3"),
                RpmPackage.of("xen-hypervisor", "4.17.5", "23.1.xcpng8.3"),
                RpmPackage.of("xen-tools", "4.17.5", "23.1.xcpng8.3"),
                RpmPackage.of("xapi-core", xapi, "1.1.xcpng8.3"),
                RpmPackage.of("xenopsd", xapi, "1.1.xcpng8.3"),
                RpmPackage.of("sm", "3.2.12", "16.1.xcpng8.3"),
                RpmPackage.of("xcp-ng-pv-tools", "8.3", "15.xcpng8.3"));
    }

    /** A host has this package at this level, however it came to it. */
    public void install(String host, RpmPackage... each) {
        world.locked(() -> List.of(each).forEach(packages.of(find(host))::install));
    }

    /** Somebody ran yum by hand, at the host's console: it misses nothing any more. */
    public void updateByHand(String host) {
        world.locked(() -> updateNow(find(host)));
    }

    private void updateNow(Row host) {
        packages.missing(host, Packages.USUAL).forEach(packages.of(host)::install);
    }

    /** What a host has: version and release by name. */
    public Map<String, String> installed(String host) {
        return world.locked(() -> {
            var all = new HashMap<String, String>();
            packages.of(find(host))
                    .installed()
                    .values()
                    .forEach(each -> all.put(each.name(), each.version() + "-" + each.release()));
            return Map.copyOf(all);
        });
    }

    /** How many packages a host misses. */
    public int missing(String host) {
        return world.locked(() -> packages.missing(find(host), Packages.USUAL).size());
    }

    /** A host's yum cannot reach its repositories: no network, no name service, no proxy. */
    public void cutRepositories(String host) {
        world.locked(() -> packages.of(find(host))
                .unreachable(UpdaterFailure.of("Cannot retrieve repository metadata (repomd.xml) for repository:"
                        + " xcp-ng-base. Please verify its path and try again")));
    }

    /** A host's own disk is full: its yum cannot write. */
    public void fillRoot(String host) {
        world.locked(() -> packages.of(find(host))
                .unreachable(UpdaterFailure.errno(28, "No space left on device", "/var/cache/yum")));
    }

    /** Network and disk are as they should be again. */
    public void mend(String host) {
        world.locked(() -> {
            packages.of(find(host)).unreachable(null);
            packages.of(find(host)).broken(false);
        });
    }

    /** The next run of yum on a host ends with an error after so many packages; they stay installed. */
    public void failNext(String host, int after, String standardError) {
        world.locked(() -> packages.of(find(host)).fail(new HostPackages.YumFailure(after, standardError)));
    }

    /** Somebody else's call of the plug-in has its lock on a host, until {@link #release}; an update shows its task. */
    public void hold(String host, String function) {
        world.locked(() -> {
            Row row = find(host);
            packages.of(row).lock(function);
            if (function.equals("update")) {
                foreignTasks.put(row.ref(), tasks.create(Yum.taskName(row, "update", ""), "", false));
            }
        });
    }

    /** Somebody else's call is through; an update has installed everything. */
    public void release(String host) {
        world.locked(() -> {
            Row row = find(host);
            if (packages.of(row).operation().filter("update"::equals).isPresent()) {
                updateNow(row);
            }
            packages.of(row).unlock();
            Optional.ofNullable(foreignTasks.remove(row.ref())).ifPresent(world.database()::destroy);
        });
    }

    /** Whether hosts have the plug-in of before 8.2.1. */
    public void oldGeneration(boolean now) {
        world.locked(() -> {
            old = now;
        });
    }

    /** Whether hosts boot into what they ran before, whatever is installed. */
    public void bootsStayBehind(boolean now) {
        world.locked(() -> {
            staysBehind = now;
        });
    }

    @Override
    public boolean boots(Row host) {
        return !packages.of(host).broken();
    }

    @Override
    public void started(Row host, boolean booted) {
        if (staysBehind) {
            return;
        }
        if (booted) {
            packages.of(host).unlock();
            HostVersions.booted(host, packages.of(host));
        } else {
            HostVersions.toolstackStarted(host, packages.of(host));
        }
    }

    private Row find(String host) {
        return world.database().byName("host", host).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no host " + host));
    }
}
