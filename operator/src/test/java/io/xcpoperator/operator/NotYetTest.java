package io.xcpoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.xcpoperator.api.v1alpha1.ApiField;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Described;
import io.xcpoperator.api.v1alpha1.Kinds;
import io.xcpoperator.api.v1alpha1.NotYet;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reference says of this version is so: {@link NotYet} stands where nothing is done, and nowhere else. */
class NotYetTest {
    private static final JavaClasses OPERATOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.xcpoperator.operator");

    private static Stream<Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>>> withController() {
        return Kinds.all().stream().filter(kind -> !kind.isAnnotationPresent(NotYet.class));
    }

    private static Class<?> status(Class<?> kind) {
        return (Class<?>) ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments()[1];
    }

    @Test
    void theKindsWithoutThatMarkAreThoseWithAController() {
        Set<String> controllers = OPERATOR.stream()
                .filter(type -> type.isAnnotatedWith(ControllerConfiguration.class))
                .map(type ->
                        type.getAnnotationOfType(ControllerConfiguration.class).name())
                .filter(name -> !name.contains("-")) // a second one of a kind
                .collect(Collectors.toSet());
        assertThat(withController().map(kind -> kind.getSimpleName().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(controllers);
    }

    @Test
    void everyFieldOfAStatusIsFilledInOrMarked() {
        Set<String> filled = OPERATOR.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> !call.getTarget().getRawParameterTypes().isEmpty())
                .map(NotYetTest::target)
                .collect(Collectors.toSet());
        List<String> wrong = withController()
                .map(NotYetTest::status)
                .flatMap(status -> ApiField.of(status).stream()
                        .filter(field -> filled.contains(status.getSimpleName() + "Builder." + field.name())
                                == (field.notYet() != null))
                        .map(field -> status.getSimpleName() + "." + field.name()))
                .toList();
        assertThat(wrong).as("filled in and marked @NotYet, or neither of both").isEmpty();
    }

    private static String target(JavaMethodCall call) {
        return call.getTargetOwner().getSimpleName() + "." + call.getTarget().getName();
    }

    @Test
    void everyConditionOfTheReferenceIsSetSomewhereOrMarked() throws IOException {
        String code = sources();
        List<String> wrong = withController()
                .flatMap(kind -> Arrays.stream(
                                kind.getAnnotation(Described.class).conditions())
                        .filter(own -> code.contains("\"" + own.type() + "\"") == own.notYet())
                        .map(own -> kind.getSimpleName() + " " + own.type()))
                .toList();
        assertThat(wrong).as("set and marked notYet, or neither of both").isEmpty();
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            var all = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
