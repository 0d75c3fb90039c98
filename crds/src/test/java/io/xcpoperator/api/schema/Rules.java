package io.xcpoperator.api.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiField;
import io.xcpoperator.api.v1alpha1.FieldClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The validation rules of a spec: those written on its types, and one for each immutable field. The latter stand on the nearest ancestor that is
 * always there, for a rule on the field itself would let it be removed and added again.
 */
final class Rules {
    private final String path;
    private final Optional<String> entryKey;

    private Rules(String path, Optional<String> entryKey) {
        this.path = path;
        this.entryKey = entryKey;
    }

    static void add(Class<?> spec, JSONSchemaProps schema) {
        new Rules("", Optional.empty()).visit(spec, schema, true);
    }

    /** The rules that stand on a type. */
    static List<ValidationRule> written(Class<?> type) {
        return new ArrayList<>(
                Arrays.stream(type.getAnnotationsByType(io.fabric8.generator.annotation.ValidationRule.class))
                        .map(written -> rule(written.value(), written.message(), written.messageExpression()))
                        .toList());
    }

    /** Every rule of a CRD, the root's first. */
    static List<ValidationRule> of(CustomResourceDefinition crd) {
        List<ValidationRule> rules = new ArrayList<>();
        collect(crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(), rules);
        return rules;
    }

    private static void collect(JSONSchemaProps schema, List<ValidationRule> rules) {
        if (schema.getXKubernetesValidations() != null) {
            rules.addAll(schema.getXKubernetesValidations());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(below -> collect(below, rules));
        }
        if (schema.getItems() != null) {
            collect(schema.getItems().getSchema(), rules);
        }
    }

    /** @param mayChange false below an immutable field, where one rule above says all */
    private void visit(Class<?> record, JSONSchemaProps schema, boolean mayChange) {
        List<ValidationRule> rules = written(record);
        for (ApiField field : ApiField.of(record)) {
            JSONSchemaProps below = schema.getProperties().get(field.name());
            boolean fixed = field.about().change() == FieldClass.Immutable;
            if (mayChange && fixed) {
                rules.add(immutable(List.of(field)));
            }
            field.nested().ifPresent(nested -> descend(field, nested, below, mayChange && !fixed, rules));
        }
        if (!rules.isEmpty()) {
            schema.setXKubernetesValidations(rules);
        }
    }

    private void descend(
            ApiField field, Class<?> nested, JSONSchemaProps below, boolean mayChange, List<ValidationRule> rules) {
        if (field.isList()) {
            boolean correlated = !field.about().key().isEmpty();
            var entries = new Rules(
                    path + field.name() + "[].",
                    correlated ? Optional.of(field.about().key()) : Optional.empty());
            entries.visit(nested, below.getItems().getSchema(), mayChange && correlated);
        } else if (field.required()) {
            new Rules(path + field.name() + ".", entryKey).visit(nested, below, mayChange);
        } else {
            if (mayChange) {
                hoist(List.of(field), nested, rules);
            }
            new Rules(path + field.name() + ".", entryKey).visit(nested, below, false);
        }
    }

    /** Immutable fields inside an optional object. */
    private void hoist(List<ApiField> above, Class<?> record, List<ValidationRule> rules) {
        for (ApiField field : ApiField.of(record)) {
            var chain = new ArrayList<>(above);
            chain.add(field);
            if (field.about().change() == FieldClass.Immutable) {
                rules.add(immutable(chain));
            } else if (!field.isList()) {
                field.nested().ifPresent(nested -> hoist(chain, nested, rules));
            }
        }
    }

    private ValidationRule immutable(List<ApiField> chain) {
        String dotted = String.join(".", chain.stream().map(ApiField::name).toList());
        String here = "self." + dotted;
        String before = "oldSelf." + dotted;
        String expression;
        if (chain.size() == 1 && chain.getFirst().required()) {
            expression = here + " == " + before;
        } else {
            String isHere = present("self", chain);
            expression = isHere + " == " + present("oldSelf", chain) + " && (!" + isHere + " || " + here + " == "
                    + before + ")";
        }
        String advice = entryKey.isPresent()
                ? " is immutable: put it back, or take the entry away and add one of another name"
                : " is immutable: put it back, or delete this resource and make a new one";
        String message = path + dotted + advice;
        if (entryKey.isEmpty()) return rule(expression, message, "");
        String head = path.substring(0, path.indexOf("[]") + 1);
        String tail = path.substring(path.indexOf("[]") + 1) + dotted + advice;
        return rule(expression, message, "'" + head + "' + self." + entryKey.get() + " + '" + tail + "'");
    }

    private static String present(String self, List<ApiField> chain) {
        var parts = new ArrayList<String>();
        String path = self;
        for (ApiField field : chain) {
            path += "." + field.name();
            if (!field.required()) {
                parts.add("has(" + path + ")");
            }
        }
        return parts.size() == 1 ? parts.getFirst() : "(" + String.join(" && ", parts) + ")";
    }

    private static ValidationRule rule(String expression, String message, String messageExpression) {
        var rule = new ValidationRule();
        rule.setRule(expression);
        rule.setMessage(message);
        if (!messageExpression.isEmpty()) {
            rule.setMessageExpression(messageExpression);
        }
        return rule;
    }
}
