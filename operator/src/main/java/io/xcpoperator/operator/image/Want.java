package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.xapi.records.SrRecord;
import java.net.URI;
import java.util.Optional;

/**
 * What a spec asks for, null-free.
 *
 * @param storage where the image is kept
 * @param destroys with the resource
 */
record Want(Owner me, Form form, SrRecord storage, ImageFormat format, boolean destroys) {
    /** Where the image comes from. */
    sealed interface Form {
        /**
         * A file on the web.
         *
         * @param sha256 hex, of the file as it is fetched
         * @param authorities the only ones that a certificate may come from; empty: the operator's own trust store
         */
        record FromWeb(URI url, Optional<String> sha256, Optional<CaBundle> authorities) implements Form {}

        /** A file that a person sends. */
        record Handed(Optional<String> sha256) implements Form {}

        /**
         * A file on a volume.
         *
         * @param mounting how far that is with being served
         */
        record FromVolume(VolumeFile file, Optional<String> sha256, Mounting mounting) implements Form {}

        /** One that the pool has. */
        record Existing(NameOrUuid which) implements Form {}
    }

    /** The same, from a server whose certificate comes from these. */
    Want trusting(CaBundle authorities) {
        return form instanceof Form.FromWeb(URI url, Optional<String> sha256, var _)
                ? new Want(me, new Form.FromWeb(url, sha256, Optional.of(authorities)), storage, format, destroys)
                : this;
    }

    /** The same, with what became of the pod that serves the file. */
    Want served(Mounting mounting) {
        return form instanceof Form.FromVolume(VolumeFile file, Optional<String> sha256, var _)
                ? new Want(me, new Form.FromVolume(file, sha256, mounting), storage, format, destroys)
                : this;
    }

    /** How far a volume is with being mounted. */
    Mounting mounting() {
        return form instanceof Form.FromVolume(var _, var _, Mounting mounting) ? mounting : new Mounting.None();
    }

    /** The certificates that a server's may come from, where they are there. */
    Optional<CaBundle.Found> authorities() {
        return form instanceof Form.FromWeb(var _, var _, Optional<CaBundle> authorities)
                        && authorities.orElse(null) instanceof CaBundle.Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    boolean isMade() {
        return !(form instanceof Form.Existing);
    }

    boolean isIso() {
        return Storages.isIso(storage);
    }

    /** What a person sees in the storage. ISO drivers want the ending (XE_SR_ERRORCODES 227). */
    String label() {
        return me.key().name() + (isIso() ? ".iso" : "");
    }

    Order order() {
        return new Order(
                me.key(),
                me.uid(),
                switch (form) {
                    case Form.FromWeb web -> web.sha256();
                    case Form.Handed handed -> handed.sha256();
                    case Form.FromVolume volume -> volume.sha256();
                    case Form.Existing _ -> Optional.empty();
                },
                format,
                isIso(),
                Storages.readsZeros(storage),
                Storages.bound(storage));
    }
}
