package io.xcpoperator.xapi.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.DataModel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {
    /** Real codes that upstream's list leaves out: they come from dom0's plug-in runner and from this client. */
    private static final Set<String> NOT_LISTED =
            Set.of("Fault", "MALFORMED_ERROR_CODE", "UNKNOWN_XENAPI_PLUGIN_FUNCTION");

    private final Map<String, Classification> rows = ErrorTable.standard().rows();

    @Test
    void everyCodeOfTheDataModelHasARowOfItsOwn() {
        Set<String> without = new TreeSet<>(DataModel.read().errors());
        without.removeIf(code -> code.startsWith("SR_BACKEND_FAILURE_"));
        without.removeAll(rows.keySet());
        assertThat(without).isEmpty();
    }

    @Test
    void noRowIsAboutACodeThatDoesNotExist() {
        Set<String> unknown = new TreeSet<>(rows.keySet());
        unknown.removeAll(DataModel.read().errors());
        unknown.removeAll(NOT_LISTED);
        unknown.removeIf(code -> code.matches("SR_BACKEND_FAILURE_\\d+") || code.endsWith("*"));
        assertThat(unknown).isEmpty();
    }

    @Test
    void reasonsAreOneWordInCamelCase() {
        assertThat(rows.values()).allSatisfy(row -> assertThat(row.reason()).matches("([A-Z][a-z0-9]+)+"));
    }

    @Test
    void onlyARetryHasADelayAndNoneIsHot() {
        assertThat(rows.values()).allSatisfy(row -> {
            if (row.errorClass() != ErrorClass.RETRY) {
                assertThat(row.delay()).isZero();
            } else {
                assertThat(row.delay()).isLessThanOrEqualTo(Duration.ofMinutes(1));
            }
        });
    }

    @ParameterizedTest(name = "{0} is {1}, {2}")
    @CsvSource({
        "SESSION_INVALID, SESSION, SessionExpired",
        "HOST_IS_SLAVE, REDIRECT, CoordinatorMoved",
        "OTHER_OPERATION_IN_PROGRESS, RETRY, PoolBusy",
        "SR_FULL, WAIT, NoCapacity",
        "SESSION_AUTHENTICATION_FAILED, WAIT, CredentialsRefused",
        "RBAC_PERMISSION_DENIED, WAIT, PermissionDenied",
        "MEMORY_CONSTRAINT_VIOLATION, INVALID, MemoryLimits",
        "FIELD_TYPE_ERROR, BUG, BadCall",
        "SR_BACKEND_FAILURE_44, WAIT, NoCapacity",
        "SR_BACKEND_FAILURE_109, WAIT, SnapshotChainTooLong",
        "SR_BACKEND_FAILURE_9999, WAIT, StorageError",
        "A_CODE_OF_TOMORROW, WAIT, UnknownError"
    })
    void classifies(String code, ErrorClass errorClass, String reason) {
        assertThat(ErrorTable.standard().classify(code))
                .extracting(Classification::errorClass, Classification::reason)
                .containsExactly(errorClass, reason);
    }
}
