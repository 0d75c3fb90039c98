package io.xcpoperator.operator.cli;

import java.util.ArrayList;
import java.util.List;

/** A resource as a person names it: {@code xvm/web}, or {@code xvm web}. */
record Target(KindName kind, String name) {
    /**
     * Reads the arguments of a command.
     *
     * @throws Refusal for a kind that is none of ours, or a kind without a name
     */
    static List<Target> read(List<String> words) {
        if (words.size() > 1 && !words.getFirst().contains("/")) {
            KindName kind = kind(words.getFirst());
            return words.stream()
                    .skip(1)
                    .map(name -> new Target(kind, plain(name)))
                    .toList();
        }
        List<Target> all = new ArrayList<>();
        for (String word : words) {
            String[] part = word.split("/", -1);
            if (part.length != 2 || part[1].isEmpty()) {
                throw Refusal.usage("\"%s\" names no resource: write KIND/NAME, for example xvm/web".formatted(word));
            }
            all.add(new Target(kind(part[0]), part[1]));
        }
        return List.copyOf(all);
    }

    /**
     * The same for a command about one resource of one kind.
     *
     * @throws Refusal for another kind, or more than one
     */
    static Target only(List<String> words, KindName kind) {
        List<Target> all = read(words);
        if (all.size() != 1 || all.getFirst().kind() != kind) {
            throw Refusal.usage("this takes one %s, for example %s/NAME".formatted(kind.name(), kind.shortName()));
        }
        return all.getFirst();
    }

    private static String plain(String name) {
        if (name.contains("/")) {
            throw Refusal.usage("\"%s\": write either KIND NAME… or KIND/NAME…".formatted(name));
        }
        return name;
    }

    private static KindName kind(String text) {
        return KindName.find(text)
                .orElseThrow(() ->
                        Refusal.usage("\"%s\" is no kind of xcp-operator; one of: %s".formatted(text, KindName.all())));
    }

    @Override
    public String toString() {
        return kind.shortName() + "/" + name;
    }
}
