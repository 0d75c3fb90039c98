package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what -f names. */
final class ManifestFiles {
    private ManifestFiles() {}

    /** A document with a kind and a name. */
    record Manifest(String file, GenericKubernetesResource resource) {
        String kind() {
            return String.valueOf(resource.getKind());
        }

        String name() {
            return resource.getMetadata().getName();
        }

        Optional<String> namespace() {
            return Optional.ofNullable(resource.getMetadata().getNamespace());
        }

        @Override
        public String toString() {
            return "%s %s (%s)".formatted(kind(), name(), file);
        }
    }

    /** @throws Refusal for a file that is not there or no YAML */
    static List<Manifest> read(List<String> names) {
        List<Manifest> all = new ArrayList<>();
        for (String name : names) {
            if (name.equals("-")) {
                try {
                    all.addAll(documents(name, new String(System.in.readAllBytes(), StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    throw Refusal.failed("standard input cannot be read");
                }
            } else {
                for (Path file : files(Path.of(name))) {
                    all.addAll(documents(file.toString(), text(file)));
                }
            }
        }
        return all;
    }

    private static List<Path> files(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw Refusal.failed("there is no file or folder %s to read: see -f".formatted(path));
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Refusal.failed("folder %s cannot be read".formatted(path));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Refusal.failed("%s cannot be read as text".formatted(file));
        }
    }

    private static List<Manifest> documents(String file, String text) {
        List<Manifest> all = new ArrayList<>();
        int number = 0;
        for (String document : text.split("(?m)^---( .*)?$", -1)) {
            number++;
            if (document.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
                continue;
            }
            all.add(new Manifest(file, parsed(file, number, document)));
        }
        return all;
    }

    private static GenericKubernetesResource parsed(String file, int number, String document) {
        GenericKubernetesResource resource;
        try {
            resource = new KubernetesSerialization().unmarshal(document, GenericKubernetesResource.class);
        } catch (RuntimeException e) {
            throw Refusal.failed("document %d of %s is no Kubernetes manifest: check its YAML".formatted(number, file));
        }
        if (resource == null
                || resource.getKind() == null
                || resource.getMetadata() == null
                || resource.getMetadata().getName() == null) {
            throw Refusal.failed("document %d of %s has no kind, or no metadata.name".formatted(number, file));
        }
        return resource;
    }
}
