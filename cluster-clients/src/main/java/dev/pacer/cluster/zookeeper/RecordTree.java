package dev.pacer.cluster.zookeeper;

import dev.pacer.cluster.PeerRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;

/**
 * The folders of one tool for one cluster, {@code /pacer/<tool>/<cluster>/}: their paths, who may
 * read and write them, and how they come to be.
 */
final class RecordTree {
  private static final String TOP = "/pacer";

  private final CuratorConnection connection;
  private final String tool;
  private final String root;
  private volatile boolean prepared;

  RecordTree(CuratorConnection connection, String tool, String cluster) {
    RecordKey.requireName("tool", tool);
    RecordKey.requireName("cluster", cluster);
    this.connection = connection;
    this.tool = TOP + "/" + tool;
    this.root = this.tool + "/" + cluster;
  }

  String election() {
    return root + "/election";
  }

  String epoch() {
    return root + "/epoch";
  }

  String folder(String kind) {
    return root + "/" + kind;
  }

  String path(RecordKey key) {
    return root + "/" + key.kind() + "/" + key.id();
  }

  /** What holds data: ours alone when there are credentials. */
  List<ACL> ownAcl() {
    return connection.settings().credentials().isPresent()
        ? ZooDefs.Ids.CREATOR_ALL_ACL
        : ZooDefs.Ids.OPEN_ACL_UNSAFE;
  }

  /** What only leads to it: other tools with other credentials must be able to stand beside us. */
  private List<ACL> sharedAcl() {
    if (connection.settings().credentials().isEmpty()) {
      return ZooDefs.Ids.OPEN_ACL_UNSAFE;
    }
    List<ACL> acl = new ArrayList<>(ZooDefs.Ids.CREATOR_ALL_ACL);
    acl.add(new ACL(ZooDefs.Perms.READ | ZooDefs.Perms.CREATE, ZooDefs.Ids.ANYONE_ID_UNSAFE));
    return acl;
  }

  /**
   * Makes the folders that are missing, once; refuses a root that others may change although
   * credentials are configured.
   */
  void prepare() {
    if (prepared) {
      return;
    }
    create(TOP, sharedAcl(), new byte[0]);
    create(tool, sharedAcl(), new byte[0]);
    create(root, ownAcl(), new byte[0]);
    requireOurs();
    create(election(), ownAcl(), new byte[0]);
    create(epoch(), ownAcl(), EpochJson.write(0, "").getBytes(StandardCharsets.UTF_8));
    prepared = true;
  }

  private void requireOurs() {
    if (connection.settings().credentials().isEmpty()) {
      return;
    }
    List<ACL> acl;
    try {
      acl = connection.read("read access of", root, c -> c.getACL().forPath(root));
    } catch (KeeperException.NoNodeException e) {
      throw connection.failure("read access of", root, e);
    }
    if (acl.stream().anyMatch(entry -> entry.getId().equals(ZooDefs.Ids.ANYONE_ID_UNSAFE))) {
      throw new PeerRefusedException(
          connection.call(
              "read access of",
              root,
              "anyone may use it, although credentials are configured",
              "It was made without them, perhaps by somebody else. Look at it, then delete it or"
                  + " set its access."));
    }
  }

  /** Makes a folder for records of a kind, if it is not there. */
  void prepareFolder(String kind) {
    create(folder(kind), ownAcl(), new byte[0]);
  }

  private void create(String path, List<ACL> acl, byte[] data) {
    try {
      if (connection.read("look for", path, c -> c.checkExists().forPath(path)) != null) {
        return;
      }
      create(connection.client(), path, CreateMode.PERSISTENT, acl, data);
    } catch (KeeperException.NodeExistsException e) {
      // Another participant was quicker: what was wanted is so.
    } catch (Exception e) {
      throw connection.failure("create", path, e);
    }
  }

  /**
   * Creates by a transaction of one step: unlike Curator's own create it needs no newer request.
   */
  static String create(
      CuratorFramework client, String path, CreateMode mode, List<ACL> acl, byte[] data)
      throws Exception {
    CuratorOp op = client.transactionOp().create().withMode(mode).withACL(acl).forPath(path, data);
    List<CuratorTransactionResult> results = client.transaction().forOperations(op);
    return results.get(0).getResultPath();
  }
}
