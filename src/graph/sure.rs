//! A graph without the roles of which nobody can be sure.

use super::{Graph, Relation};

impl Graph {
    /// Takes out every role whose place is known by less than its story, and the links of posts that nothing else
    /// states.
    pub fn keep_sure(&mut self) {
        for node in self.net.node_weights_mut() {
            node.roles.retain(|role| role.basis.is_sure());
        }
        for link in self.net.edge_weights_mut().filter(|link| link.relation == Relation::Post) {
            link.roles.retain(|role| role.basis.is_sure());
        }
        self.net
            .retain_edges(|net, edge| net[edge].relation != Relation::Post || !net[edge].roles.is_empty());
    }
}
