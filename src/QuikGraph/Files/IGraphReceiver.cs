namespace Contagion.QuikGraphs;

/// <summary>Is told what a file says, in the order of the file. Records are valid during the call alone.</summary>
internal interface IGraphReceiver
{
    /// <summary>Nodes or edges have an attribute of this name. Told once each, before a record has it.</summary>
    void Declare(bool isOfNodes, string name, Place place);

    /// <summary>The graph itself has an attribute.</summary>
    void Graph(string name, GraphRecord.Attribute attribute);

    /// <summary>A node.</summary>
    void Node(GraphRecord node);

    /// <summary>An edge.</summary>
    void Edge(GraphRecord edge);
}
