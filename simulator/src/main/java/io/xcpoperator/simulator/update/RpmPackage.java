package io.xcpoperator.simulator.update;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A package as a repository has it.
 *
 * @param release with the distribution's tag, {@code 23.1.xcpng8.3}
 * @param sizeBytes of its download
 * @param changelog the latest entry; absent in packages that have none
 */
public record RpmPackage(
        String name,
        String version,
        String release,
        String summary,
        String url,
        String license,
        long sizeBytes,
        @Nullable Changelog changelog) {

    /**
     * An entry of the package's changelog.
     *
     * @param author with version and release behind the address, as RPM has it
     */
    public record Changelog(Instant date, String author, String description) {}

    /** A package with something plausible in all that is only for reading. */
    public static RpmPackage of(String name, String version, String release) {
        Changelog changelog = new Changelog(
                Instant.parse("2026-04-20T12:00:00Z"),
                "XCP-ng Builder <builder@xcp-ng.example> - " + version + "-" + release.replaceFirst("\\.xcpng.*$", ""),
                "- Update of " + name);
        return new RpmPackage(
                name,
                version,
                release,
                name + " for XCP-ng",
                "https://xcp-ng.example/" + name,
                "GPLv2",
                1_000_000L + 10_000L * name.length(),
                changelog);
    }

    Optional<Changelog> latestChange() {
        return Optional.ofNullable(changelog);
    }

    /** Name, version, release, architecture, as {@code rpm -q} prints them. */
    String nevra() {
        return name + "-" + version + "-" + release + ".x86_64";
    }

    /** Version and release without the distribution's tag, as {@code software_version.xen} has them. */
    String level() {
        return version + "-" + release.replaceFirst("\\.xcpng.*$", "");
    }

    boolean sameLevel(RpmPackage other) {
        return version.equals(other.version) && release.equals(other.release);
    }
}
