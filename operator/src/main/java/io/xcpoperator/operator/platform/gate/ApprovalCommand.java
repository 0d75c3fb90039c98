package io.xcpoperator.operator.platform.gate;

import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command by which a person approves something, as messages print it and as it is read out of them again. Pure.
 *
 * @param kind as kubectl takes it, for example {@code xvm}
 * @param approval the annotation without its prefix
 */
public record ApprovalCommand(String kind, ObjectKey object, String approval, String value) {
    /** Of Kubernetes; a message quotes names of a pool's too, and nothing of theirs shall pass for a command. */
    private static final String NAME = "([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)";

    private static final Pattern PRINTED =
            Pattern.compile("kubectl annotate --field-manager=xcp --overwrite -n %s %s %s ".formatted(NAME, NAME, NAME)
                    + Pattern.quote(Annotations.PREFIX) + "([a-z-]+)=([A-Za-z0-9._:/+=…-]+)");
    /** What a message that was too long ends in. */
    private static final String CUT = "…";

    /** All that a text contains, in its order; one that was cut off is none. */
    public static List<ApprovalCommand> in(String text) {
        return PRINTED.matcher(text)
                .results()
                .filter(found -> !found.group(5).endsWith(CUT))
                .map(found -> new ApprovalCommand(
                        found.group(2), new ObjectKey(found.group(1), found.group(3)), found.group(4), found.group(5)))
                .toList();
    }

    /** It carries a field manager that no GitOps tool prunes, and writes over the value that an earlier approval left. */
    @Override
    public String toString() {
        return "kubectl annotate --field-manager=xcp --overwrite -n %s %s %s %s%s=%s"
                .formatted(object.namespace(), kind, object.name(), Annotations.PREFIX, approval, value);
    }
}
