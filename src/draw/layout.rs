//! Places for nodes, by forces.
//!
//! First all nodes push one another away and links pull: the forces of ForceAtlas2 (Jacomy, Venturini, Heymann
//! and Bastian, PLOS ONE 9(6), 2014), with steps that shrink evenly to nothing, as in Fruchterman and Reingold
//! (1991). That finds which groups lie where, but draws groups tight and far apart. So springs between all
//! pairs follow, as long as the way along links (Kamada and Kawai, 1989), brought to rest by majorization
//! (Gansner, Koren and North, "Graph Drawing by Stress Majorization", 2004), which spreads them evenly.
//!
//! Nothing is left to chance: the first places are those of a sequence that fills the square evenly. Only the
//! operations are used that every machine rounds alike (no sine, no logarithm), so the same graph has the
//! same places everywhere.

use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};

/// Steps of the forces, rounds of the springs.
const STEPS: usize = 200;
const ROUNDS: usize = 80;

/// Pull to the middle, against which parts without a link between them would drift away.
const GRAVITY: f64 = 0.08;

/// Room between parts that nothing links, in lengths of a link.
const BETWEEN_PARTS: f64 = 1.2;

/// A link between two places; its weight is in 0 to 1.
pub(super) type Spring = (usize, usize, f64);

type Place = (f64, f64);

/// A place for each of `count` nodes, with about one unit between neighbours.
pub(super) fn places(count: usize, springs: &[Spring]) -> Vec<Place> {
    let extent = (count as f64).sqrt();
    let mut places: Vec<Place> = (0..count).map(|at| first_place(at, extent)).collect();
    push_and_pull(&mut places, springs);
    relax(&mut places, &distances(count, springs));
    places
}

fn push_and_pull(places: &mut [Place], springs: &[Spring]) {
    let mut mass = vec![1.0f64; places.len()];
    for &(a, b, _) in springs {
        mass[a] += 1.0;
        mass[b] += 1.0;
    }
    let extent = (places.len() as f64).sqrt();
    let mut forces = vec![(0.0, 0.0); places.len()];
    for step in 0..STEPS {
        let longest = extent * 0.2 * (STEPS - step) as f64 / STEPS as f64;
        for ((force, place), mass) in forces.iter_mut().zip(&*places).zip(&mass) {
            *force = (-GRAVITY * mass * place.0, -GRAVITY * mass * place.1);
        }
        repel(places, &mass, &mut forces);
        for &(a, b, weight) in springs {
            let (x, y) = (places[b].0 - places[a].0, places[b].1 - places[a].1);
            forces[a] = (forces[a].0 + weight * x, forces[a].1 + weight * y);
            forces[b] = (forces[b].0 - weight * x, forces[b].1 - weight * y);
        }
        for (place, force) in places.iter_mut().zip(&forces) {
            let strength = (force.0 * force.0 + force.1 * force.1).sqrt();
            if strength > 0.0 {
                let share = longest.min(strength * 0.1) / strength;
                *place = (place.0 + force.0 * share, place.1 + force.1 * share);
            }
        }
    }
}

fn repel(places: &[Place], mass: &[f64], forces: &mut [Place]) {
    for a in 0..places.len() {
        let (mut x_sum, mut y_sum) = (0.0, 0.0);
        for b in a + 1..places.len() {
            let (x, y) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
            let push = mass[a] * mass[b] / (x * x + y * y).max(1e-4);
            (x_sum, y_sum) = (x_sum + push * x, y_sum + push * y);
            forces[b] = (forces[b].0 - push * x, forces[b].1 - push * y);
        }
        forces[a] = (forces[a].0 + x_sum, forces[a].1 + y_sum);
    }
}

/// How long the spring between each two is to be: the way along links; strong links are shorter.
fn distances(count: usize, springs: &[Spring]) -> Vec<Vec<f64>> {
    let mut net: UnGraph<(), f64> = UnGraph::with_capacity(count, springs.len());
    for _ in 0..count {
        net.add_node(());
    }
    for &(a, b, weight) in springs {
        net.add_edge(NodeIndex::new(a), NodeIndex::new(b), 1.4 - 0.4 * weight);
    }
    let mut all: Vec<Vec<f64>> = Vec::with_capacity(count);
    for at in 0..count {
        let found = dijkstra(&net, NodeIndex::new(at), None, |edge| *edge.weight());
        let way = |other: usize| found.get(&NodeIndex::new(other)).copied().unwrap_or(f64::INFINITY);
        all.push((0..count).map(way).collect());
    }
    // Half across each part: parts are kept as far apart as they are large.
    let reach = |row: &[f64]| row.iter().copied().filter(|way| way.is_finite()).fold(0.0, f64::max) / 2.0;
    let reaches: Vec<f64> = all.iter().map(|row| reach(row)).collect();
    for (at, row) in all.iter_mut().enumerate() {
        for (other, way) in row.iter_mut().enumerate().filter(|(_, way)| !way.is_finite()) {
            *way = reaches[at] + reaches[other] + BETWEEN_PARTS;
        }
    }
    all
}

/// Moves each node to where its springs to all others would have it, again and again.
fn relax(places: &mut [Place], distances: &[Vec<f64>]) {
    for _ in 0..ROUNDS {
        for at in 0..places.len() {
            let (mut x_sum, mut y_sum, mut weights) = (0.0, 0.0, 0.0);
            for other in (0..places.len()).filter(|&other| other != at) {
                let wanted = distances[at][other].max(1e-3);
                let (x, y) = (places[at].0 - places[other].0, places[at].1 - places[other].1);
                let found = (x * x + y * y).sqrt().max(1e-6);
                let weight = 1.0 / (wanted * wanted);
                x_sum += weight * (places[other].0 + x * wanted / found);
                y_sum += weight * (places[other].1 + y * wanted / found);
                weights += weight;
            }
            if weights > 0.0 {
                places[at] = (x_sum / weights, y_sum / weights);
            }
        }
    }
}

/// The points of Roberts's R2 sequence, which never fall together.
fn first_place(at: usize, extent: f64) -> Place {
    const PLASTIC: f64 = 1.324_717_957_244_746;
    let part = |step: f64| {
        let value = (at as f64 + 1.0) * step;
        (value - value.floor() - 0.5) * extent
    };
    (part(1.0 / PLASTIC), part(1.0 / (PLASTIC * PLASTIC)))
}
