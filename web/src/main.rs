//! Takes the place of the first paint.

use keyless_web::platform;
use keyless_web::state::State;

fn main() {
    // A panic's message may hold what a person typed: the trap alone reaches the page, which then says that it stopped.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    let Some(mount) = platform::page::mount_point() else { return };
    let state = State::opened(
        platform::clock::now(),
        platform::page::place(),
        platform::autosave::load(),
        platform::theme::load(),
    );
    yew::Renderer::<keyless_web::app::App>::with_root_and_props(
        mount,
        keyless_web::app::Props { initial: state },
    )
    .render();
}
