package io.xcpoperator.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrArray;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.xcpoperator.api.v1alpha1.ApiField;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schema of a record: every string, list and number with its bounds, every field with what a person needs to know of it. */
final class SchemaOfRecord {
    private final boolean spec;

    private SchemaOfRecord(boolean spec) {
        this.spec = spec;
    }

    static JSONSchemaProps spec(Class<?> record) {
        JSONSchemaProps schema = new SchemaOfRecord(true).of(record);
        Rules.add(record, schema);
        return schema;
    }

    static JSONSchemaProps status(Class<?> record) {
        return new SchemaOfRecord(false).of(record);
    }

    private JSONSchemaProps of(Class<?> record) {
        JSONSchemaProps schema = typed("object");
        Map<String, JSONSchemaProps> properties = new LinkedHashMap<>();
        for (ApiField field : ApiField.of(record)) {
            properties.put(field.name(), field(field));
        }
        schema.setProperties(properties);
        schema.setRequired(ApiField.of(record).stream()
                .filter(ApiField::required)
                .map(ApiField::name)
                .toList());
        return schema;
    }

    private JSONSchemaProps field(ApiField field) {
        JSONSchemaProps schema;
        if (field.isList()) {
            schema = list(field);
        } else if (field.isMap()) {
            schema = typed("object");
            schema.setMaxProperties((long) field.about().maxItems());
            schema.setAdditionalProperties(new JSONSchemaPropsOrBool(null, value(field, field.element())));
        } else {
            schema = value(field, field.type());
        }
        schema.setDescription(description(field));
        if (!field.about().schemaDefault().isEmpty()) {
            schema.setDefault(defaultOf(field));
        }
        return schema;
    }

    private JSONSchemaProps list(ApiField field) {
        Field about = field.about();
        JSONSchemaProps schema = typed("array");
        schema.setItems(new JSONSchemaPropsOrArray(null, value(field, field.element())));
        schema.setMaxItems((long) about.maxItems());
        if (about.minItems() > 0) {
            schema.setMinItems((long) about.minItems());
        }
        if (!about.key().isEmpty()) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(about.key()));
        } else {
            schema.setXKubernetesListType(about.unique() ? "set" : "atomic");
        }
        return schema;
    }

    private JSONSchemaProps value(ApiField field, Type type) {
        if (!(type instanceof Class<?> raw)) throw new IllegalStateException("no schema for " + type);
        Field about = field.about();
        if (raw.isRecord()) return of(raw);
        if (raw.isEnum()) return enumeration(raw);
        if (raw == Condition.class) return KubernetesTypes.condition();
        if (raw == LabelSelector.class) return KubernetesTypes.labelSelector();
        if (raw == Quantity.class) {
            JSONSchemaProps schema = KubernetesTypes.quantity();
            written(Notation.QUANTITY, schema);
            return schema;
        }
        if (raw == Boolean.class) return typed("boolean");
        if (raw == String.class) return string(field.required() && !field.isList() ? 1 : 0, about);
        if (raw == Integer.class || raw == Long.class) {
            JSONSchemaProps schema = typed("integer");
            schema.setFormat(raw == Integer.class ? "int32" : "int64");
            schema.setMinimum((double) about.min());
            if (about.max() != Long.MAX_VALUE) {
                schema.setMaximum((double) about.max());
            }
            return schema;
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private JSONSchemaProps string(int shortest, Field about) {
        JSONSchemaProps schema = typed("string");
        schema.setMaxLength((long) about.maxLength());
        if (shortest > 0) {
            schema.setMinLength((long) shortest);
        }
        if (!about.pattern().isEmpty()) {
            Notation.of(about.pattern())
                    .ifPresentOrElse(notation -> written(notation, schema), () -> schema.setPattern(about.pattern()));
        }
        return schema;
    }

    /** A person is refused with a sentence; what the operator writes into a status is held to the expression. */
    private void written(Notation notation, JSONSchemaProps schema) {
        if (spec) {
            notation.require(schema);
        } else {
            schema.setPattern(notation.expression());
        }
    }

    private static JSONSchemaProps enumeration(Class<?> type) {
        JSONSchemaProps schema = typed("string");
        schema.setEnum(Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name())
                .filter(name -> !name.equals("Unknown"))
                .map(name -> (JsonNode) TextNode.valueOf(name))
                .toList());
        return schema;
    }

    private static JsonNode defaultOf(ApiField field) {
        String text = field.about().schemaDefault();
        if (field.type() == Boolean.class) return BooleanNode.valueOf(Boolean.parseBoolean(text));
        if (field.type() == Integer.class) return IntNode.valueOf(Integer.parseInt(text));
        return TextNode.valueOf(text);
    }

    private String description(ApiField field) {
        Field about = field.about();
        var text = new StringBuilder(about.value()).append('.');
        if (spec) {
            notation(field)
                    .ifPresent(notation ->
                            text.append(" E.g. ").append(notation.examples()).append('.'));
        }
        if (!about.unit().isEmpty()) {
            text.append(" Unit: ").append(about.unit()).append('.');
        }
        if (!about.effective().isEmpty()) {
            text.append(" Absent: ").append(about.effective()).append('.');
        }
        if (spec && about.change() != FieldClass.Live) {
            text.append(" Change: ").append(about.change()).append('.');
        }
        Later.of(field.notYet())
                .ifPresent(
                        later -> text.append(' ').append(later.sentence(spec)).append('.'));
        return text.toString();
    }

    private static Optional<Notation> notation(ApiField field) {
        return field.element() == Quantity.class
                ? Optional.of(Notation.QUANTITY)
                : Notation.of(field.about().pattern());
    }

    static JSONSchemaProps typed(String type) {
        var schema = new JSONSchemaProps();
        schema.setType(type);
        return schema;
    }
}
