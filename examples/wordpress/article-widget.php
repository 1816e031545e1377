<?php
/**
 * Plugin Name:       Article Widget
 * Description:       Shows news articles from JSON, by the block "Article" or the shortcode [article_widget src="/articles/ferry.json"].
 * Version:           0.1.0
 * Requires at least: 6.3
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 *
 * Copy this file and dist/article-widget.classic.js to wp-content/plugins/article-widget/, and activate the plugin.
 */

defined( 'ABSPATH' ) || exit;

const ARTICLE_WIDGET_VERSION = '0.1.0';

/** Options that editors can set, with a pattern for their values. The names are attributes of the element. */
const ARTICLE_WIDGET_OPTIONS = array(
	'sections'      => '/\A(open|closed|first|narrow|none)\z/',
	'heading-level' => '/\A[1-6]\z/',
	'theme'         => '/\A(auto|system|light|dark)\z/',
	'toc'           => '/\A(true|false)\z/',
	'loading'       => '/\A(eager|lazy)\z/',
	'refresh'       => '/\A[1-9][0-9]{0,4}\z/',
);

/** Registers the element's script, the editor's script, the block and the shortcode. */
function article_widget_init() {
	$script = array( 'strategy' => 'defer', 'in_footer' => true );
	wp_register_script( 'article-widget', plugins_url( 'article-widget.classic.js', __FILE__ ), array(), ARTICLE_WIDGET_VERSION, $script );

	$needs = array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element' );
	wp_register_script( 'article-widget-editor', false, $needs, ARTICLE_WIDGET_VERSION, true );
	wp_add_inline_script( 'article-widget-editor', article_widget_editor_script() );

	register_block_type(
		'article-widget/article',
		array(
			'api_version'           => 3,
			'title'                 => 'Article',
			'description'           => 'A news article from a JSON file.',
			'category'              => 'embed',
			'icon'                  => 'text-page',
			'attributes'            => array(
				'src'      => array( 'type' => 'string', 'default' => '' ),
				'fallback' => array( 'type' => 'string', 'default' => '' ),
				'sections' => array( 'type' => 'string', 'default' => 'open' ),
			),
			'editor_script_handles' => array( 'article-widget-editor' ),
			'render_callback'       => 'article_widget_render',
		)
	);
	add_shortcode( 'article_widget', 'article_widget_render' );
}
add_action( 'init', 'article_widget_init' );

/**
 * Returns the HTML of an article, for the block and the shortcode.
 *
 * @param array|string $attributes Attributes as the editor wrote them; WordPress passes '' if there are none.
 * @return string
 */
function article_widget_render( $attributes ) {
	$attributes = is_array( $attributes ) ? array_filter( $attributes, 'is_scalar' ) : array();
	$src        = esc_url( (string) ( $attributes['src'] ?? '' ), array( 'http', 'https' ) );
	if ( '' === $src ) {
		return '';
	}
	wp_enqueue_script( 'article-widget' );

	$html = sprintf( '<article-widget src="%s"', $src );
	foreach ( ARTICLE_WIDGET_OPTIONS as $name => $pattern ) {
		$value = (string) ( $attributes[ $name ] ?? '' );
		if ( preg_match( $pattern, $value ) ) {
			$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
	}
	$fallback = esc_url( (string) ( $attributes['fallback'] ?? '' ), array( 'http', 'https' ) );
	$content  = '' === $fallback ? '' : sprintf( '<a href="%s">%s</a>', $fallback, esc_html__( 'Read the article', 'article-widget' ) );
	return $html . '>' . $content . '</article-widget>';
}

/** The block in the editor: three fields, and no preview. */
function article_widget_editor_script() {
	return <<<'JS'
( function ( blocks, blockEditor, components, element ) {
	var create = element.createElement;
	blocks.registerBlockType( 'article-widget/article', {
		edit: function ( props ) {
			function field( name, label ) {
				return create( components.TextControl, {
					label: label,
					value: props.attributes[ name ],
					onChange: function ( value ) {
						var changed = {};
						changed[ name ] = value;
						props.setAttributes( changed );
					},
				} );
			}
			var sections = create( components.SelectControl, {
				label: 'Sections',
				value: props.attributes.sections,
				options: [ 'open', 'closed', 'first', 'narrow', 'none' ].map( function ( value ) {
					return { label: value, value: value };
				} ),
				onChange: function ( value ) {
					props.setAttributes( { sections: value } );
				},
			} );
			return create(
				'div',
				blockEditor.useBlockProps(),
				create( components.Placeholder, { label: 'Article', icon: 'text-page' }, field( 'src', 'URL of the JSON' ), field( 'fallback', 'URL of the article as a page' ), sections )
			);
		},
		save: function () {
			return null;
		},
	} );
} )( window.wp.blocks, window.wp.blockEditor, window.wp.components, window.wp.element );
JS;
}
