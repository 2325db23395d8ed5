package dev.pacer.cluster;

/** The server understood and said no: unauthorised, forbidden, conflict, invalid, not found. */
public final class PeerRefusedException extends PeerException {

  private static final long serialVersionUID = 1L;

  /** A call that was refused. */
  public PeerRefusedException(FailedCall call) {
    super(call, null);
  }
}
