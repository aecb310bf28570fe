//! The numbers of orders, an order being a customer and an order id.

use hashbrown::HashMap;

use super::index::Numbered;
use crate::book::{Book, NONE};

/// Gives orders the numbers they have in the lines of a book, and new ones to new orders.
///
/// The first customer of an order id gives the order the id's own number, as in a book that is built;
/// the orders of further customers are numbered behind.
#[derive(Debug)]
pub(super) struct OrderNumbers {
    /// The first customer of each order id.
    owner: Numbered,
    /// Ids below this keep their own number free for their first order.
    own_below: u32,
    /// The first orders that could not have the number of their id.
    moved: HashMap<u32, u32>,
    /// The orders of further customers, by customer and order id.
    further: HashMap<(u32, u32), u32>,
    /// Where the orders of an id of several customers are in the book's list.
    shared: HashMap<u32, usize>,
}

impl OrderNumbers {
    pub(super) fn new(book: &Book) -> Self {
        let mut owner = Numbered::default();
        let mut further = HashMap::new();
        let lines = &book.lines;
        let numbers = lines.order_text.iter().zip(lines.order().iter()).zip(lines.customer.iter());
        for ((id, order), customer) in numbers.filter(|(_, customer)| *customer != NONE) {
            if id == order {
                if owner.get(id) == NONE {
                    owner.set(id, customer);
                }
            } else {
                further.insert((customer, id), order);
            }
        }
        let shared = book.shared_orders.iter().zip(0_usize..);
        let shared = shared.filter_map(|(orders, at)| Some((*orders.first()?, at))).collect();
        let own_below = u32::try_from(book.order_ids.len()).unwrap_or(NONE);
        Self { owner, own_below, moved: HashMap::new(), further, shared }
    }

    /// The number of an order; a new one if nobody asked for it before.
    pub(super) fn of(&mut self, book: &mut Book, customer: u32, id: u32) -> u32 {
        // First, since the first order of the id may have been set aside.
        if let Some(number) = self.further.get(&(customer, id)) {
            return *number;
        }
        let owner = self.owner.get(id);
        if owner == customer {
            return self.moved.get(&id).copied().unwrap_or(id);
        }
        if owner == NONE {
            self.owner.set(id, customer);
            if id < self.own_below {
                return id;
            }
            if id >= book.orders {
                book.orders = id.saturating_add(1);
                return id;
            }
            let number = next(book);
            self.moved.insert(id, number);
            return number;
        }
        let number = next(book);
        self.further.insert((customer, id), number);
        let first = self.moved.get(&id).copied().unwrap_or(id);
        let at = *self.shared.entry(id).or_insert_with(|| {
            book.shared_orders.push(vec![first]);
            book.shared_orders.len().saturating_sub(1)
        });
        if let Some(orders) = book.shared_orders.get_mut(at) {
            orders.push(number);
        }
        number
    }
}

fn next(book: &mut Book) -> u32 {
    let number = book.orders;
    book.orders = number.saturating_add(1);
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{BookBuilder, BookSettings, OrderLine};

    #[test]
    fn every_order_has_a_number_of_its_own() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1);
        let mut book = BookBuilder::new(BookSettings::default());
        for (order, customer) in [("a", "x"), ("a", "y"), ("b", "y")] {
            let customer_id = Some(customer.into());
            let amount = Some(1.into());
            book.push(OrderLine { customer_id, ordered_on: day, amount, ..OrderLine::new(order.into()) });
        }
        let mut book = book.finish().unwrap();
        let mut numbers = OrderNumbers::new(&book);
        let asked = [("a", "x"), ("a", "y"), ("b", "y"), ("c", "x"), ("d", "y"), ("c", "y"), ("a", "z")];
        let mut of = || {
            asked.map(|(order, customer)| {
                let (id, customer) = (book.order_number(order), book.customer_number(customer));
                numbers.of(&mut book, customer, id)
            })
        };
        let given = of();
        assert_eq!(of(), given, "asked again");
        let distinct: std::collections::BTreeSet<u32> = given.into_iter().collect();
        assert_eq!(distinct.len(), asked.len(), "{given:?}");
        assert!(given.into_iter().all(|number| number < book.orders));
        let shared: Vec<Vec<u32>> = vec![vec![given[0], given[1], given[6]], vec![given[3], given[5]]];
        assert_eq!(book.shared_orders, shared);
    }

    /// The first customer of the id is unknown, so that its line is set aside.
    #[test]
    fn an_order_keeps_its_number_where_the_first_of_its_id_was_set_aside() {
        let unknown_customers = crate::book::UnknownCustomers::Skip;
        let mut book = BookBuilder::new(BookSettings { unknown_customers, ..BookSettings::default() });
        book.push(crate::book::Customer::new("y".into()));
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1);
        for customer in ["x", "y"] {
            let customer_id = Some(customer.into());
            let amount = Some(1.into());
            book.push(OrderLine { customer_id, ordered_on: day, amount, ..OrderLine::new("a".into()) });
        }
        let mut book = book.finish().unwrap();
        let mut numbers = OrderNumbers::new(&book);
        let (id, customer) = (book.order_number("a"), book.customer_number("y"));
        let there = book.lines.order().get(1);
        assert_eq!(numbers.of(&mut book, customer, id), there);
    }
}
