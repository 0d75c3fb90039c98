package io.xcpoperator.api.schema;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.ApiField;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.ByUuid;
import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.api.v1alpha1.Column;
import io.xcpoperator.api.v1alpha1.Described;
import io.xcpoperator.api.v1alpha1.EmptyObject;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.SecretKeyRef;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference page of a kind, in Markdown. */
final class Reference {
    /** What needs no rows of its own; README.md of the reference explains them. */
    private static final Map<Class<?>, String> SHORT = Map.of(
            Ref.class, "`{name, namespace}`",
            LocalRef.class, "`{name}`",
            SecretKeyRef.class, "`{name, key}`",
            CaBundleRef.class, "`{kind: Secret` or `ConfigMap, name, key}`",
            ByUuid.class, "`{uuid}`",
            NameOrUuid.class, "`{name}` or `{uuid}`",
            NamespaceSet.class, "`{names, selector}`",
            EmptyObject.class, "`{}`",
            LabelSelector.class, "label selector",
            Condition.class, "condition");

    private final Class<?> kind;
    private final CustomResourceDefinition crd;
    private final StringBuilder page = new StringBuilder();

    private Reference(Class<?> kind, CustomResourceDefinition crd) {
        this.kind = kind;
        this.crd = crd;
    }

    static String of(Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>> kind) {
        var reference = new Reference(kind, Crds.of(kind));
        reference.head();
        reference.table("spec", Crds.typeArgument(kind, 0), true);
        reference.rules();
        reference.table("status", Crds.typeArgument(kind, 1), false);
        reference.conditions();
        reference.columns();
        return reference.page.toString();
    }

    static String fileName(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(java.util.Locale.ROOT) + ".md";
    }

    private void head() {
        Described described = kind.getAnnotation(Described.class);
        String shortName = crd.getSpec().getNames().getShortNames().getFirst();
        line("# " + kind.getSimpleName() + " (`" + shortName + "`)");
        line("");
        line("<!-- Generated from the types by crds' tests; not to be edited. -->");
        line("");
        if (kind.isAnnotationPresent(NotYet.class)) {
            line(
                    "> **No controller yet.** This version has the schema only: such a resource is stored, and nothing acts on it.");
            line("");
        }
        line(described.value() + ".");
        line("");
        line("**Ready** means: " + lower(described.ready()) + ".");
        line("");
        line("`kubectl get " + shortName + "` · `kubectl explain " + shortName
                + ".spec` · group `xcp-operator.io/v1alpha1`, namespaced");
        line("");
    }

    private void table(String title, Class<?> record, boolean spec) {
        line("## " + title);
        line("");
        line(spec ? "| field | type | change | absent | what it is |" : "| field | type | what it is |");
        line(spec ? "| --- | --- | --- | --- | --- |" : "| --- | --- | --- |");
        rows("", record, spec, true, true);
        line("");
    }

    /** @param acted whether this version acts on what holds the record */
    private void rows(String path, Class<?> record, boolean spec, boolean mayChange, boolean acted) {
        for (ApiField field : ApiField.of(record)) {
            String name =
                    path + field.name() + (field.isList() && field.nested().isPresent() ? "[]" : "");
            Field about = field.about();
            boolean changes = mayChange && about.change() != FieldClass.Immutable;
            String change = mayChange ? change(about) : FieldClass.Immutable.name();
            boolean expanded =
                    field.nested().filter(nested -> !SHORT.containsKey(nested)).isPresent();
            if (expanded && !change.equals(FieldClass.Immutable.name()) && about.otherwise().length == 0) {
                change = "";
            }
            boolean nothing = isNothing(field.notYet());
            row(spec, name, typeOf(field), change, absent(field), what(about) + later(field.notYet(), spec, acted));
            field.nested()
                    .filter(nested -> !SHORT.containsKey(nested))
                    .ifPresent(nested -> rows(name + ".", nested, spec, changes, acted && !nothing));
        }
    }

    private static String change(Field about) {
        String since = about.liveSince().isEmpty() ? "" : "; Live from xapi " + about.liveSince();
        if (about.otherwise().length == 0) {
            return about.change().name() + since;
        }
        return about.change()
                + Arrays.stream(about.otherwise()).map(Enum::name).collect(Collectors.joining(" or ", ", else ", ""))
                + since;
    }

    private static boolean isNothing(@Nullable NotYet notYet) {
        return Later.of(notYet).filter(Later::isAll).isPresent();
    }

    private static String later(@Nullable NotYet notYet, boolean spec, boolean acted) {
        Optional<String> said =
                acted ? Later.of(notYet).map(later -> later.sentence(spec)) : Optional.of(Later.nothing(spec));
        return said.map(sentence -> ". **" + sentence + "**").orElse("");
    }

    private void row(boolean spec, String name, String type, String change, String absent, String what) {
        String cells = spec
                ? String.join(" | ", "`" + name + "`", type, change, absent, what)
                : String.join(" | ", "`" + name + "`", type, what);
        line("| " + cells + " |");
    }

    private static String absent(ApiField field) {
        if (field.required()) return "**required**";
        Field about = field.about();
        if (!about.schemaDefault().isEmpty()) return "`" + about.schemaDefault() + "`";
        return about.effective().isEmpty() ? "" : escaped(about.effective());
    }

    private static String what(Field about) {
        return escaped(about.value()) + (about.unit().isEmpty() ? "" : " (" + about.unit() + ")");
    }

    private static String typeOf(ApiField field) {
        String element = name(field.element(), field.about());
        if (field.isMap()) return "map of " + element;
        if (!field.isList()) return element;
        String most = ", at most " + field.about().maxItems();
        return field.about().key().isEmpty()
                ? "list of " + element + most
                : "list by " + field.about().key() + most;
    }

    private static String name(Type type, Field about) {
        if (!(type instanceof Class<?> raw)) return "object";
        if (raw.isEnum()) return constants(raw);
        if (raw == Quantity.class) return "quantity";
        if (raw == Boolean.class) return "boolean";
        if (raw == Integer.class || raw == Long.class) return range(about);
        if (raw == String.class) return format(about.pattern());
        return SHORT.getOrDefault(raw, raw.isRecord() ? "object" : raw.getSimpleName());
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .filter(name -> !name.equals("Unknown"))
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private static String range(Field about) {
        if (about.max() >= Integer.MAX_VALUE) return "integer";
        return "integer, " + about.min() + " to " + about.max();
    }

    private static String format(String pattern) {
        return switch (pattern) {
            case Formats.UUID -> "uuid";
            case Formats.DURATION -> "duration";
            case Formats.CRON -> "cron";
            case Formats.TIME_ZONE -> "time zone";
            case Formats.MAC -> "MAC address";
            case Formats.ADDRESS -> "IP address";
            case Formats.HOST, Formats.ENDPOINT -> "host";
            case Formats.PATH, Formats.RELATIVE_PATH -> "path";
            default -> "string";
        };
    }

    private void rules() {
        List<String> messages = Rules.of(crd).stream()
                .map(ValidationRule::getMessage)
                .filter(message -> !message.contains("is immutable"))
                .distinct()
                .toList();
        if (messages.isEmpty()) return;
        line("Refused at `kubectl apply`, beside changes of an Immutable field:");
        line("");
        messages.forEach(message -> line("- " + escaped(message)));
        line("");
    }

    private void conditions() {
        line("## Conditions");
        line("");
        line("| condition | True means |");
        line("| --- | --- |");
        Described described = kind.getAnnotation(Described.class);
        condition("Ready", described.ready());
        condition("Reconciling", "The operator is at work, or waits for the pool");
        condition(
                "Stalled",
                "It goes no further until the spec or something outside changes; `reason` and `message` say what");
        for (Described.OwnCondition own : described.conditions()) {
            condition(own.type(), own.means() + (own.notYet() ? ". **Not set yet**" : ""));
        }
        line("");
    }

    private void condition(String type, String means) {
        line("| `" + type + "` | " + escaped(means) + " |");
    }

    private void columns() {
        line("## Columns of `kubectl get`");
        line("");
        line("| column | from | |");
        line("| --- | --- | --- |");
        for (Column column : kind.getAnnotationsByType(Column.class)) {
            line("| " + column.name() + " | `" + escaped(column.path().substring(1)) + "` | "
                    + (column.wide() ? "`-o wide`" : "") + " |");
        }
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private void line(String text) {
        page.append(text.stripTrailing()).append('\n');
    }
}
