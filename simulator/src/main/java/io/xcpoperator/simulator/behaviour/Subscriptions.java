package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a client wants to hear of: whole classes and single objects. Names of no class match nothing, silently. */
final class Subscriptions {
    private final List<ClassSchema> classes = new ArrayList<>();
    private final Map<String, Set<String>> objects = new HashMap<>();
    private final Set<String> whole = new HashSet<>();
    private final boolean tasksOnly;

    Subscriptions(Schema schema, List<String> wanted) {
        var names = new HashSet<String>();
        boolean all = false;
        for (String entry : wanted) {
            String text = entry.toLowerCase(Locale.ROOT);
            int slash = text.indexOf('/');
            if (text.equals("*")) {
                all = true;
            } else if (slash >= 0) {
                String name = text.substring(0, slash);
                names.add(name);
                objects.computeIfAbsent(name, _ -> new HashSet<>()).add(entry.substring(slash + 1));
            } else {
                names.add(text);
                whole.add(text);
            }
        }
        for (ClassSchema type : schema.classes().values()) {
            String name = wireName(type);
            if (type.events() && (all || names.contains(name))) {
                classes.add(type);
                if (all) {
                    whole.add(name);
                }
            }
        }
        this.tasksOnly = classes.stream().allMatch(type -> type.name().equals("task"));
    }

    static String wireName(ClassSchema type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** The classes concerned, messages among them. */
    List<ClassSchema> classes() {
        return classes;
    }

    boolean includes(ClassSchema type, String ref) {
        String name = wireName(type);
        return whole.contains(name) || objects.getOrDefault(name, Set.of()).contains(ref);
    }

    boolean tasksOnly() {
        return tasksOnly;
    }
}
