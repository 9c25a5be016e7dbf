//! Pages on a socket of this machine, under the policy that the program sends them with.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use tower::ServiceExt;
use web::govuk::assets;

/// Serves the routes and the assets from a thread of its own, until the test ends. Answers the origin.
pub fn serve(pages: Router) -> String {
    let app = pages
        .route(assets::ROUTE, get(assets::serve))
        .layer(axum::middleware::map_response(with_policy));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, app).await.unwrap();
        });
    });
    origin
}

async fn with_policy(mut response: Response) -> Response {
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(assets::CONTENT_SECURITY_POLICY),
    );
    response
}

#[tokio::test]
async fn an_asset_is_kept_for_a_year_under_its_digest_and_nowhere_else() {
    let app = Router::new().route(assets::ROUTE, get(assets::serve));
    let ask = |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        app.clone().oneshot(request)
    };
    for asset in assets::ASSETS.iter() {
        let answer = ask(&asset.path).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], asset.content_type);
        assert_eq!(
            answer.headers()[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
    }
    for path in ["/assets/0000000000000000/govuk.css", "/assets/x/../../Cargo.toml"] {
        assert_eq!(ask(path).await.unwrap().status(), StatusCode::NOT_FOUND);
    }
}
