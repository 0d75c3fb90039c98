package io.xcpoperator.api.schema;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Column;
import io.xcpoperator.api.v1alpha1.Described;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The CRDs, made from the types: Fabric8's generator lays the ground, {@link SchemaOfRecord} and {@link Rules} say the rest. */
final class Crds {

    private Crds() {}

    /** The CRD of one kind. */
    static CustomResourceDefinition of(Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>> kind) {
        Map<String, CustomResourceDefinition> made = new HashMap<>();
        new CRDGenerator()
                .customResourceClasses(List.of(kind))
                .withParallelGenerationEnabled(false)
                .withOutput(new Nowhere())
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        made.put(version, (CustomResourceDefinition) crd);
                        return crd;
                    }
                })
                .generate();
        return finished(made.get("v1"), kind);
    }

    /** The file of a kind below {@code manifests/}. */
    static String fileName(CustomResourceDefinition crd) {
        return crd.getMetadata().getName() + "-v1.yml";
    }

    private static CustomResourceDefinition finished(CustomResourceDefinition crd, Class<?> kind) {
        Described described = kind.getAnnotation(Described.class);
        crd.getMetadata().setAnnotations(Map.of());
        crd.getSpec().getNames().setCategories(List.of(ApiGroup.CATEGORY));
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        version.setAdditionalPrinterColumns(Arrays.stream(kind.getAnnotationsByType(Column.class))
                .map(Crds::column)
                .toList());
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(described.value() + ". Ready: " + described.ready() + ".");
        root.setRequired(List.of("spec"));
        root.setXKubernetesValidations(Rules.written(kind));
        Class<?> spec = typeArgument(kind, 0);
        Class<?> status = typeArgument(kind, 1);
        root.getProperties().put("spec", described(SchemaOfRecord.spec(spec), "What it shall be."));
        JSONSchemaProps statusSchema = SchemaOfRecord.status(status);
        statusSchema.setDefault(JsonNodeFactory.instance.objectNode().set("observedGeneration", IntNode.valueOf(-1)));
        root.getProperties().put("status", described(statusSchema, "What it is, as the operator saw it last."));
        return crd;
    }

    private static JSONSchemaProps described(JSONSchemaProps schema, String text) {
        schema.setDescription(text);
        return schema;
    }

    static Class<?> typeArgument(Class<?> kind, int index) {
        var parent = (java.lang.reflect.ParameterizedType) kind.getGenericSuperclass();
        return (Class<?>) parent.getActualTypeArguments()[index];
    }

    private static CustomResourceColumnDefinition column(Column column) {
        var definition = new CustomResourceColumnDefinition();
        definition.setName(column.name());
        definition.setJsonPath(column.path());
        definition.setType(column.type());
        if (column.wide()) {
            definition.setPriority(1);
        }
        return definition;
    }

    /** The generator wants to write; what it made is taken from the post-processor. */
    private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {
        @Override
        public OutputStream outputFor(String crdName) {
            return new ByteArrayOutputStream();
        }

        @Override
        public java.net.URI crdURI(String crdName) {
            return java.net.URI.create("file:///" + crdName);
        }

        @Override
        public void close() {}
    }
}
