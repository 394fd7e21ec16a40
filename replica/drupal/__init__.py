"""The Drupal generation of the replica: the same collective after its site was rebuilt."""
