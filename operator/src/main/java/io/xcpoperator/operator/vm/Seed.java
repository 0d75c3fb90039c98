package io.xcpoperator.operator.vm;

import io.xcpoperator.formats.FatVolume.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What cloud-init of the VM's guest is to read at its first boot (its NoCloud data source).
 *
 * @param texts or why they cannot be had now
 * @param keep whether the drive stays after the first boot
 */
record Seed(Resolved<Texts> texts, boolean keep) {
    /** The longest of a text, in bytes: as much as a Secret can hold. */
    static final int LONGEST = 1 << 20;

    /** The label by which the guest finds its drive. */
    static final String LABEL = "cidata";

    /**
     * A text, which nothing prints.
     *
     * @param source uid of the object it is from
     */
    record Text(String text, String source) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** The texts that the spec gives. */
    record Texts(Optional<Text> userData, Optional<Text> networkConfig) {
        /** cloud-init goes by the instance's id: it runs once for each. */
        List<Content> files(String instanceId, String hostname) {
            List<Content> files = new ArrayList<>();
            files.add(content("meta-data", "instance-id: %s\nlocal-hostname: %s\n".formatted(instanceId, hostname)));
            files.add(content("user-data", userData.map(Text::text).orElse("#cloud-config\n"))); // it must be there
            networkConfig.ifPresent(text -> files.add(content("network-config", text.text())));
            return files;
        }

        private static Content content(String name, String text) {
            return new Content(name, text.getBytes(StandardCharsets.UTF_8));
        }

        /** What tells these texts from others, and nothing of what is in them. */
        String print() {
            return SeedPrint.of(
                    Stream.of(userData, networkConfig)
                            .flatMap(text -> text.stream().map(Text::source))
                            .toList(),
                    Stream.of(userData, networkConfig)
                            .map(text -> text.map(Text::text))
                            .toList());
        }
    }
}
