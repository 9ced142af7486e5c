<?php
/* A must-use plugin: what Akismet's plugin sends to rest.akismet.com goes to the server at AKISMET_THERE, and nothing else leaves. */

add_filter( 'pre_http_request', 'to_loopback', 10, 3 );
add_filter( 'comment_flood_filter', '__return_false' ); // the test's readers write one after the other, from one address

function to_loopback( $answer, $request, $url ) {
	if ( str_starts_with( $url, AKISMET_THERE ) ) {
		return $answer;
	}
	if ( 'rest.akismet.com' !== parse_url( $url, PHP_URL_HOST ) ) {
		return new WP_Error( 'elsewhere', "Not asked in a test: $url" );
	}
	unset( $request['headers']['Host'] );
	return wp_remote_request( AKISMET_THERE . parse_url( $url, PHP_URL_PATH ), $request );
}
