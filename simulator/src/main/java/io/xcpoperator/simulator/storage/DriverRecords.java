package io.xcpoperator.simulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The SM objects of a pool, read from {@code drivers.json}: those of the recordings, and their siblings. */
public final class DriverRecords {
    private static final List<String> TEXTS = List.of(
            "name_label",
            "name_description",
            "type",
            "vendor",
            "copyright",
            "version",
            "required_api_version",
            "driver_filename");

    private DriverRecords() {}

    /** Makes one SM object for each type of SR the set has. */
    public static void create(Database database, DriverSet drivers) {
        for (JsonNode driver : read()) {
            if (drivers.has(driver.get("type").asText())) {
                database.create("SM", fields(driver));
            }
        }
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(DriverRecords.class.getResourceAsStream("drivers.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Value> fields(JsonNode driver) {
        var fields = new LinkedHashMap<String, Value>();
        TEXTS.forEach(name -> fields.put(name, Value.of(driver.get(name).asText())));
        var configuration = new LinkedHashMap<String, String>();
        driver.get("configuration")
                .properties()
                .forEach(entry ->
                        configuration.put(entry.getKey(), entry.getValue().asText()));
        fields.put("configuration", Value.textMap(configuration));
        var capabilities = new ArrayList<String>();
        var features = new LinkedHashMap<String, Value>();
        driver.get("features").properties().forEach(entry -> {
            capabilities.add(entry.getKey());
            features.put(entry.getKey(), Value.of(entry.getValue().asLong()));
        });
        fields.put("capabilities", Value.texts(capabilities));
        fields.put("features", new Value.Dict(features));
        return fields;
    }
}
