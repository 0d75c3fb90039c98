package io.xcpoperator.simulator.pool;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xcpoperator.simulator.storage.DriverSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pool starts with; {@code examples/pools/} has files of this form. Sizes are bytes, with {@code Ki}, {@code Mi},
 * {@code Gi}, {@code Ti} if wanted. The first host is the coordinator.
 *
 * @param softwareVersion what every host's {@code software_version} says beyond the presets
 * @param drivers whose storage drivers the hosts have: {@code HOST} or {@code RECORDINGS}
 */
public record PoolDescription(
        String name,
        String description,
        List<Host> hosts,
        List<Network> networks,
        List<Storage> storage,
        Templates templates,
        Map<String, String> softwareVersion,
        DriverSet drivers) {

    @JsonCreator
    public PoolDescription(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<Host> hosts,
            @Nullable List<Network> networks,
            @Nullable List<Storage> storage,
            @Nullable Templates templates,
            @Nullable Map<String, String> softwareVersion,
            @Nullable DriverSet drivers) {
        this.name = orEmpty(name);
        this.description = orEmpty(description);
        this.hosts = orNone(hosts);
        this.networks = orNone(networks);
        this.storage = orNone(storage);
        this.templates = templates == null ? new Templates(true, List.of()) : templates;
        this.softwareVersion = softwareVersion == null ? Map.of() : Map.copyOf(softwareVersion);
        this.drivers = drivers == null ? DriverSet.HOST : drivers;
        if (this.hosts.isEmpty()) {
            throw new IllegalArgumentException("a pool needs at least one host");
        }
    }

    /** A host; one of 1 GiB goes to its control domain. */
    public record Host(String name, String address, String memory, int cpus) {}

    /**
     * A network, with a PIF on every host when {@code device} says so.
     *
     * @param attached whether the PIFs are plugged at the start; absent: yes
     */
    public record Network(
            String name,
            @Nullable String description,
            @Nullable String bridge,
            @Nullable String device,
            @Nullable Boolean management,
            @Nullable Boolean attached) {}

    /**
     * An SR: a shared one once, any other on every host.
     *
     * @param preferred whether it is the pool's default and suspend SR ({@code default:} in the file)
     */
    public record Storage(
            String name,
            @Nullable String description,
            String type,
            String size,
            @Nullable Boolean shared,
            @Nullable String contentType,
            @JsonProperty("default") @Nullable Boolean preferred,
            @Nullable Map<String, String> deviceConfig,
            @Nullable List<Disk> disks) {}

    public record Disk(String name, String size) {}

    /** Which templates there are. */
    public record Templates(boolean defaults, List<Golden> golden) {
        @JsonCreator
        static Templates of(
                @JsonProperty("defaults") @Nullable Boolean defaults,
                @JsonProperty("golden") @Nullable List<Golden> golden) {
            return new Templates(defaults == null || defaults, orNone(golden));
        }
    }

    /** A template of the user's own, with an installed disk and a guest that reports tools. */
    public record Golden(
            String name,
            String base,
            String storage,
            String disk,
            @Nullable String memory,
            @Nullable Integer cpus,
            @Nullable String network) {}

    /** Reads a file. */
    public static PoolDescription read(Path file) {
        try {
            return mapper().readValue(file.toFile(), PoolDescription.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The small office of {@code examples/pools/two-hosts.yaml}. */
    public static PoolDescription twoHosts() {
        try (InputStream in = Objects.requireNonNull(PoolDescription.class.getResourceAsStream("two-hosts.yaml"))) {
            return mapper().readValue(in, PoolDescription.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same pool with other addresses: one a host, hosts without one are left out. */
    public PoolDescription at(List<String> addresses) {
        var moved = new ArrayList<Host>();
        for (int index = 0; index < hosts.size() && index < addresses.size(); index++) {
            Host host = hosts.get(index);
            moved.add(new Host(host.name(), addresses.get(index), host.memory(), host.cpus()));
        }
        return new PoolDescription(name, description, moved, networks, storage, templates, softwareVersion, drivers);
    }

    static YAMLMapper mapper() {
        YAMLMapper mapper = new YAMLMapper();
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return mapper;
    }

    private static String orEmpty(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static <T> List<T> orNone(@Nullable List<T> items) {
        return items == null ? List.of() : List.copyOf(items);
    }
}
