package io.xcpoperator.api.schema;

import io.xcpoperator.testkit.TestCluster;
import org.junit.jupiter.api.Test;

class OnApiServerTest {
    @Test
    void theApiServerTakesEveryCrd() {
        TestCluster.shared().applyCrds(Golden.MODULE.resolve("manifests"));
    }
}
